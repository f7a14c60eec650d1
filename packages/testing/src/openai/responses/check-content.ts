import { isRecord } from "@massgen/core/provider";
import { checkKnown, invalidType, invalidValue, missingParameter, requiredText } from "../checks.ts";
import { checkImageUrl } from "../images.ts";

const partFields: Readonly<Record<string, ReadonlySet<string>>> = {
  input_text: new Set(["type", "text", "prompt_cache_breakpoint"]),
  input_image: new Set(["type", "image_url", "file_id", "detail", "prompt_cache_breakpoint"]),
  input_file: new Set(["type", "file_id", "filename", "file_data", "file_url", "detail", "prompt_cache_breakpoint"]),
  output_text: new Set(["type", "text", "annotations", "logprobs", "prompt_cache_breakpoint"]),
  refusal: new Set(["type", "refusal"]),
};
const partTypes = { input: ["input_text", "input_image", "input_file"], output: ["output_text", "refusal"] };
const details = ["low", "high", "auto", "original"];

/**
 * Checks the content of a message or the output of a tool: a text, or parts.
 *
 * @throws Refusal in the API's words.
 */
export function checkContent(content: unknown, place: string, direction: "input" | "output"): void {
  if (typeof content === "string") return;
  if (content === undefined) throw missingParameter(place);
  if (!Array.isArray(content)) throw invalidType(place, "one of an array of objects or string", content);
  for (const [index, part] of content.entries()) checkPart(part, `${place}[${index}]`, partTypes[direction]);
}

function checkPart(part: unknown, place: string, types: readonly string[]): void {
  if (!isRecord(part)) throw invalidType(place, "an object", part);
  const { type } = part;
  if (type === undefined) throw missingParameter(`${place}.type`);
  const known = typeof type === "string" && types.includes(type) ? partFields[type] : undefined;
  if (known === undefined) throw invalidValue(place, type, types);
  checkKnown(part, known, place);
  if (type === "input_text" || type === "output_text") requiredText(part, "text", place);
  if (type === "refusal") requiredText(part, "refusal", place);
  if (type === "input_image") {
    if (typeof part.image_url === "string") checkImageUrl(part.image_url, `${place}.image_url`);
    else if (typeof part.file_id !== "string") throw missingParameter(`${place}.image_url`);
    if (part.detail !== undefined && part.detail !== null && !details.includes(String(part.detail)))
      throw invalidValue(`${place}.detail`, part.detail, details);
  }
}
