import type { ContentPart, FunctionCallOutputItem } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";

/** What a tool answered, as the conversation keeps it. */
export type ToolOutput = FunctionCallOutputItem["output"];

/**
 * Puts what a tool returned into a form that a model can read.
 *
 * @throws Error for a value that no text shows, such as a stream.
 */
export function toolOutputOf(value: unknown): ToolOutput {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return "";
  if (Array.isArray(value) && value.length > 0) {
    const parts = value.map(contentPartOf);
    if (parts.every((part) => part !== undefined)) return parts;
  }
  return JSON.stringify(plain(value), safely()) ?? String(value);
}

/** A part that providers take in an output, without what they do not know; `undefined` for anything else. */
function contentPartOf(value: unknown): ContentPart | undefined {
  if (!isRecord(value)) return undefined;
  const { type, text } = value;
  if (type === "input_text" || type === "output_text") {
    return typeof text === "string" ? { type: "input_text", text } : undefined;
  }
  const fields = type === "input_image" ? imageFields : type === "input_file" ? fileFields : [];
  const known = fields.flatMap((field) => (typeof value[field] === "string" ? [[field, value[field]] as const] : []));
  const hasSource = known.some(([field]) => field !== "detail" && field !== "filename");
  return hasSource ? { type: String(type), ...Object.fromEntries(known) } : undefined;
}

const imageFields = ["image_url", "file_id", "detail"];
const fileFields = ["file_id", "file_url", "file_data", "filename"];

/** What JSON would show as an empty object, as far as it can be shown. */
function plain(value: unknown): unknown {
  if (value instanceof Error) return { error: value.message };
  if (value instanceof Map) return Object.fromEntries(value);
  if (value instanceof Set) return [...value];
  const isData = typeof value !== "object" || value === null || Array.isArray(value) || "toJSON" in value;
  const prototype = isData ? null : Object.getPrototypeOf(value);
  if (isData || prototype === Object.prototype || prototype === null || Object.keys(value).length > 0) return value;
  throw new Error(`It returned a ${prototype.constructor?.name ?? "value"}, which no text shows.`);
}

/** JSON has no big integers and no circles, and a tool that returns one has done its work all the same. */
function safely(): (this: unknown, key: string, value: unknown) => unknown {
  const above: unknown[] = [];
  return function (_key, value) {
    if (typeof value === "bigint") return value.toString();
    if (typeof value !== "object" || value === null) return value;
    while (above.length > 0 && above.at(-1) !== this) above.pop();
    if (above.includes(value)) return "[circular]";
    above.push(value);
    return value;
  };
}
