import { MassGenError } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";

/** Formats that {@link detectFormat} tells apart. */
export type Format = "openai-responses" | "openai-chat" | "anthropic" | "ai-sdk";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Content parts by which each format gives itself away. A part of type `text`, `refusal` or `file` may be of several;
 * so may an image, which {@link formatOfImage} tells apart by its fields.
 */
const telling: Readonly<Record<Format, ReadonlySet<string>>> = {
  "openai-responses": new Set(["input_text", "output_text", "input_image", "input_file", "summary_text"]),
  "openai-chat": new Set(["image_url", "input_audio"]),
  anthropic: new Set(["thinking", "redacted_thinking", "document", "search_result", "container_upload", "compaction"]),
  "ai-sdk": new Set(["tool-call", "tool-result", "tool-approval-request", "tool-approval-response", "reasoning"]),
};

const formats = Object.keys(telling) as readonly Format[];

/**
 * Tells a conversation's format from its items: the first item that only one format could have decides. Messages of role
 * and plain text alone, which are valid in most formats, count as `openai-chat`.
 *
 * @throws MassGenError `unknown-format` where no item speaks for a format.
 */
export function detectFormat(items: readonly unknown[]): Format {
  let plainMessages = 0;
  let uiMessages = 0;
  for (const item of items) {
    if (!isRecord(item)) continue;
    if (item.lc === 1 || Symbol.for("langchain.message") in item) {
      throw unknownFormat("It looks like LangChain's.", "Pass the adapter from @massgen/compaction/langchain.");
    }
    const format = formatOf(item);
    if (format !== undefined) return format;
    if (typeof item.role !== "string") continue;
    if (Array.isArray(item.parts) && item.content === undefined) uiMessages += 1;
    else plainMessages += 1;
  }
  if (plainMessages > 0) return "openai-chat";
  if (uiMessages > 0) {
    throw unknownFormat(
      "It looks like the AI SDK's UI messages.",
      "Convert them with convertToModelMessages first, and compact what that gives.",
    );
  }
  throw unknownFormat("No item has a type or a role.", `Supported are ${formats.join(", ")}; name one if this is one.`);
}

function formatOf(item: Fields): Format | undefined {
  const parts = Array.isArray(item.content) ? item.content.filter(isRecord) : [];
  for (const part of parts) {
    const format = formatOfPart(part);
    if (format !== undefined) return format;
  }
  if (item.role === "tool" || item.role === "function" || item.tool_calls || item.function_call) return "openai-chat";
  // An answer of Anthropic's API has the type `message` too, but no part of a message in Responses is a `text`.
  const mayBeAnthropic = item.type === "message" && parts.some(({ type }) => type === "text");
  if (typeof item.type === "string" && !mayBeAnthropic) return "openai-responses";
  return item.providerOptions === undefined ? undefined : "ai-sdk";
}

function formatOfPart(part: Fields): Format | undefined {
  const type = String(part.type);
  if (/(?:^|_)tool_(?:use|result)$/.test(type)) return "anthropic";
  if (type === "image") return formatOfImage(part);
  if (part.providerOptions !== undefined || (type === "file" && part.data !== undefined)) return "ai-sdk";
  return formats.find((format) => telling[format].has(type));
}

function formatOfImage(part: Fields): Format | undefined {
  if (part.source !== undefined) return "anthropic";
  return part.image === undefined ? undefined : "ai-sdk";
}

function unknownFormat(problem: string, remedy: string): MassGenError {
  return new MassGenError(`The conversation's format is not known. ${problem}`, { code: "unknown-format", remedy });
}
