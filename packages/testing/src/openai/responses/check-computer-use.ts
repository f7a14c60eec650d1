import { isRecord } from "@massgen/core/provider";
import { unknownParameter } from "../checks.ts";
import type { Fields } from "../fields.ts";
import { Refusal } from "../refusal.ts";
import { callIdOf, type InputItem } from "./check-item.ts";

/** Images that one request may have, as documented. */
const maximumImages = 500;

/**
 * Checks what computer use asks for beyond single items and tools: the preview tool wants `truncation: "auto"`, and it
 * alone takes the address of what a screenshot shows; each safety check of a call is acknowledged by its output; the
 * images of all items are not too many.
 *
 * @throws Refusal; the wording is assumed.
 */
export function checkComputerUse(body: Fields, items: readonly InputItem[]): void {
  const tools: readonly unknown[] = Array.isArray(body.tools) ? body.tools : [];
  const types = tools.map((tool) => (isRecord(tool) ? tool.type : undefined));
  const isPreview = types.includes("computer_use_preview");
  if (isPreview && body.truncation !== "auto") {
    throw new Refusal("The tool 'computer_use_preview' requires 'truncation' to be 'auto'.", {
      param: "truncation",
      code: "unsupported_value",
    });
  }
  if (types.includes("computer") && String(body.model).startsWith("computer-use-preview")) {
    throw new Refusal(`Hosted tool 'computer' is not supported with ${String(body.model)}.`, { param: "tools" });
  }
  checkAddresses(items, isPreview);
  checkAcknowledged(items);
  const images = items.reduce((count, item) => count + imagesOf(item), 0);
  if (images > maximumImages) {
    throw new Refusal(`Too many images in request: ${images}. The maximum is ${maximumImages}.`, {
      param: "input",
      code: "too_many_images",
    });
  }
}

function checkAddresses(items: readonly InputItem[], isPreview: boolean): void {
  if (isPreview) return;
  for (const [index, { type, output }] of items.entries()) {
    if (type === "computer_call_output" && isRecord(output) && "current_url" in output)
      throw unknownParameter(`input[${index}].output.current_url`);
  }
}

function checkAcknowledged(items: readonly InputItem[]): void {
  const pending = new Map<string, readonly string[]>();
  for (const item of items) {
    if (item.type === "computer_call") pending.set(callIdOf(item), idsOf(item.pending_safety_checks));
    if (item.type !== "computer_call_output") continue;
    const acknowledged = idsOf(item.acknowledged_safety_checks);
    const missing = pending.get(callIdOf(item))?.filter((id) => !acknowledged.includes(id)) ?? [];
    if (missing.length === 0) continue;
    throw new Refusal(
      `Computer call output with call_id ${callIdOf(item)} does not acknowledge the pending safety checks: ${missing.join(", ")}.`,
      { param: "input", code: "unacknowledged_safety_checks" },
    );
  }
}

function idsOf(checks: unknown): readonly string[] {
  return Array.isArray(checks) ? checks.map((check: unknown) => String(isRecord(check) ? check.id : check)) : [];
}

function imagesOf({ content, output }: InputItem): number {
  const parts: readonly unknown[] = [content, output].flat();
  return parts.filter((part) => isRecord(part) && /image|screenshot/.test(String(part.type))).length;
}
