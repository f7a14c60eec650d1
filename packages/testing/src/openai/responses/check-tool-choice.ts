import { isRecord } from "@massgen/core/provider";
import { invalidValue } from "../checks.ts";
import type { EmulatedTool } from "../model/emulated-request.ts";
import { Refusal } from "../refusal.ts";

const modes = ["none", "auto", "required"];

/**
 * Checks that a tool which has to be called is offered.
 *
 * @throws Refusal in the API's words.
 */
export function checkToolChoice(choice: unknown, tools: readonly EmulatedTool[]): void {
  if (choice === undefined || choice === null) return;
  if (typeof choice === "string") {
    if (!modes.includes(choice)) throw invalidValue("tool_choice", choice, modes);
    if (choice === "required" && tools.length === 0) throw notFound(choice);
    return;
  }
  if (!isRecord(choice) || choice.type !== "function") return;
  const name = String(isRecord(choice.function) ? choice.function.name : choice.name);
  if (!tools.some((tool) => tool.name === name)) throw notFound(name);
}

function notFound(name: string): Refusal {
  return new Refusal(`Tool choice '${name}' not found in 'tools' parameter.`, { param: "tool_choice" });
}
