import type { ContentPart, FunctionCallOutputItem } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";

/** What a tool answered, as the conversation keeps it. */
export type ToolOutput = FunctionCallOutputItem["output"];

/** Puts what a tool returned into a form that a model can read. */
export function toolOutputOf(value: unknown): ToolOutput {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.length > 0 && value.every(isContentPart)) return value;
  return JSON.stringify(value, safely()) ?? "";
}

function isContentPart(value: unknown): value is ContentPart {
  return isRecord(value) && typeof value.type === "string" && /^(input|output)_/.test(value.type);
}

/** JSON has no big integers and no circles, and a tool that returns one has done its work all the same. */
function safely(): (key: string, value: unknown) => unknown {
  const above: unknown[] = [];
  return function (this: unknown, _key: string, value: unknown): unknown {
    if (typeof value === "bigint") return value.toString();
    if (typeof value !== "object" || value === null) return value;
    while (above.length > 0 && above.at(-1) !== this) above.pop();
    if (above.includes(value)) return "[circular]";
    above.push(value);
    return value;
  };
}
