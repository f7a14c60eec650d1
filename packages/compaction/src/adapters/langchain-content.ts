import { isRecord } from "@massgen/core/provider";
import { base64Length, headerBase64, isBytes } from "./binary.ts";
import { imagePart, leafParts, partsOfContent, reasoningParts, stringOrNull, textParts } from "./content-parts.ts";
import type { CountablePart, ImagePart } from "./item-adapter.ts";
import { jsonText } from "./json-text.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Blocks that repeat what `tool_calls` says, in the spelling of each provider and of LangChain. */
const callTypes = new Set([
  "tool_use",
  "tool_call",
  "tool_call_chunk",
  "function_call",
  "functionCall",
  "input_json_delta",
]);

/**
 * Parts of a message's content: LangChain's own blocks, those of OpenAI, Anthropic and Google, and whatever else.
 *
 * @param hasCalls - whether the calls in the content are also among the message's `tool_calls`.
 */
export function langchainParts(content: unknown, hasCalls = false): readonly CountablePart[] {
  return partsOfContent(content, (block) => (hasCalls && isCall(block) ? [] : partsOf(block)));
}

function partsOf(block: Fields): readonly CountablePart[] {
  const image = imageOf(block);
  if (image !== undefined) return [image];
  switch (block.type) {
    case "text":
      return typeof block.text === "string" ? textParts(block.text) : leafParts(block);
    case "thinking":
      return reasoningParts(textIn(block.thinking), textIn(block.signature).length);
    case "redacted_thinking":
      return [{ kind: "opaque", characters: textIn(block.data).length }];
    case "reasoning":
      return reasoningParts(textIn(block.reasoning), sealedLength(block));
    case "compaction":
      return reasoningParts(textIn(block.content), textIn(block.encrypted_content).length);
    case "tool_use":
    case "tool_call":
      return [...textParts(textIn(block.name)), ...textParts(jsonText(block.input ?? block.args))];
    case "file":
    case "audio":
    case "video":
      return fileParts(block);
    default:
      return leafParts(block);
  }
}

function isCall(block: Fields): boolean {
  return callTypes.has(String(block.type));
}

/** Thinking that has to begin the assistant's turn, as Anthropic's has. */
export function isThinking(block: Fields): boolean {
  return block.type === "thinking" || block.type === "redacted_thinking" || block.type === "reasoning";
}

/** Whether a block is what a provider's own compaction left; an empty one stands for nothing. */
export function isCompaction(block: Fields): boolean {
  return block.type === "compaction" && Boolean(block.content ?? block.encrypted_content);
}

/** The image that a block is: LangChain's of either version, OpenAI's of either API, or Anthropic's. */
export function imageOf(block: Fields): ImagePart | undefined {
  const { type, image_url: address, source } = block;
  if (type === "image_url" || type === "input_image") {
    const { url, detail } = isRecord(address) ? address : { url: address, detail: block.detail };
    return imagePart(stringOrNull(url ?? block.file_id), stringOrNull(detail));
  }
  if (type !== "image") return undefined;
  const fields = isRecord(source) ? source : block;
  const mediaType = textIn(fields.mimeType ?? fields.mime_type ?? fields.media_type) || "image/png";
  const { data } = fields;
  if (typeof data === "string") return imagePart(/^data:/i.test(data) ? data : `data:${mediaType};base64,${data}`);
  if (isBytes(data)) return imagePart(`data:${mediaType};base64,${headerBase64(data)}`);
  return imagePart(stringOrNull(fields.url ?? fields.fileId ?? fields.file_id ?? fields.id));
}

function fileParts({ data, ...described }: Fields): readonly CountablePart[] {
  const rest = leafParts(described);
  if (isBytes(data)) return [...rest, { kind: "opaque", characters: base64Length(data) }];
  return typeof data === "string"
    ? [...rest, { kind: "opaque", characters: data.length }]
    : [...rest, ...leafParts(data)];
}

/** Length of the longest text among a block's fields that only the provider can read. */
function sealedLength(block: Fields): number {
  return leafParts(block).reduce((most, part) => (part.kind === "opaque" ? Math.max(most, part.characters) : most), 0);
}

function textIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}
