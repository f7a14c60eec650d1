import type { ContentPart, ConversationItem, Frame, Observation, SafetyCheck } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import type { ComputerCallItem } from "./model-output.ts";
import type { ScreenshotDetail } from "./openai-computer-settings.ts";

/** How screenshots are sent. */
export interface ScreenshotOptions {
  /** Whether the tool is the preview, which alone is told the address beside the screenshot. */
  readonly isPreview: boolean;
  readonly detail: ScreenshotDetail | undefined;
}

/** The answer to a call, with those of the acknowledged checks that are its own. */
export function screenshotOutput(
  { call_id, pending_safety_checks: pending }: ComputerCallItem,
  { frame, url }: Observation,
  acknowledged: readonly SafetyCheck[],
  { isPreview, detail }: ScreenshotOptions,
): ConversationItem {
  const own = new Set(Array.isArray(pending) ? pending.flatMap((check) => (isRecord(check) ? [check.id] : [])) : []);
  // Each once, also where several calls of one answer have a check of the same id.
  const checks = acknowledged.filter(({ id }) => own.delete(id));
  return {
    type: "computer_call_output",
    call_id,
    output: {
      type: "computer_screenshot",
      image_url: dataURL(frame),
      ...(detail !== undefined && { detail }),
      ...(isPreview && url !== undefined && { current_url: pageOf(url) }),
    },
    ...(checks.length > 0 && { acknowledged_safety_checks: checks.map((check) => ({ ...check })) }),
  };
}

/** A screenshot that is no answer to a call. */
export function screenshotPart({ frame }: Observation, { detail = "auto" }: ScreenshotOptions): ContentPart {
  return { type: "input_image", image_url: dataURL(frame), detail };
}

/** The provider looks at where the page is; what it was asked with and who is signed in are not its concern. */
function pageOf(url: string): string {
  if (!URL.canParse(url)) return url.replace(/[?#].*$/s, "");
  const page = new URL(url);
  page.username = "";
  page.password = "";
  page.search = "";
  page.hash = "";
  return page.href;
}

function dataURL({ mediaType, data }: Frame): string {
  const { buffer, byteOffset, byteLength } = data;
  return `data:${mediaType};base64,${Buffer.from(buffer, byteOffset, byteLength).toString("base64")}`;
}
