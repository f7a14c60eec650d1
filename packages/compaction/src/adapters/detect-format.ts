import { MassGenError } from "@massgen/core";
import { isRecord } from "./invalid-item.ts";

/** Formats that {@link detectFormat} tells apart. */
export type Format = "openai-responses" | "openai-chat";

/** Content parts by which each format gives itself away. */
const responsesParts = new Set(["input_text", "output_text", "input_image", "input_file", "refusal", "summary_text"]);
const anthropicParts = new Set(["tool_use", "tool_result", "thinking", "redacted_thinking"]);
const aiSdkParts = new Set(["tool-call", "tool-result"]);

/**
 * Tells a conversation's format from its items. Messages of role and plain text alone, which are valid in both of
 * OpenAI's formats, count as `openai-chat`.
 *
 * @throws MassGenError `unknown-format` where no item speaks for a format, or one speaks for a format that is not supported.
 */
export function detectFormat(items: readonly unknown[]): Format {
  let plainMessages = 0;
  for (const item of items) {
    if (!isRecord(item)) continue;
    const partTypes = partTypesOf(item.content);
    if (partTypes.some((type) => anthropicParts.has(type)))
      throw unknownFormat("It looks like Anthropic's Messages format.");
    if (partTypes.some((type) => aiSdkParts.has(type)))
      throw unknownFormat("It looks like the AI SDK's message format.");
    if (item.role === "tool" || item.role === "function" || item.tool_calls || item.function_call) {
      return "openai-chat";
    }
    if (typeof item.type === "string" || partTypes.some((type) => responsesParts.has(type))) return "openai-responses";
    if (typeof item.role === "string") plainMessages += 1;
  }
  if (plainMessages > 0) return "openai-chat";
  throw unknownFormat("No item has a type or a role.");
}

function partTypesOf(content: unknown): readonly string[] {
  if (!Array.isArray(content)) return [];
  return content.flatMap((part) => (isRecord(part) && typeof part.type === "string" ? [part.type] : []));
}

function unknownFormat(problem: string): MassGenError {
  return new MassGenError(`The conversation's format is not known. ${problem}`, {
    code: "unknown-format",
    remedy: "Supported are openai-responses and openai-chat; name one if this is one of them.",
  });
}
