import { isRecord } from "@massgen/core/provider";
import { imagePart, leafParts, partsOfContent, reasoningParts, textParts } from "./content-parts.ts";
import type { CountablePart, ImagePart } from "./item-adapter.ts";
import { jsonText } from "./json-text.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Parts of a message's or a result's content in Anthropic's format. */
export function anthropicParts(content: unknown): readonly CountablePart[] {
  return partsOfContent(content, partsOf);
}

function partsOf(block: Fields): readonly CountablePart[] {
  switch (block.type) {
    case "text":
      return typeof block.text === "string" ? textParts(block.text) : leafParts(block);
    case "image":
      return [anthropicImage(block)];
    case "thinking":
      return reasoningParts(textIn(block.thinking), textIn(block.signature).length);
    case "redacted_thinking":
      return [{ kind: "opaque", characters: textIn(block.data).length }];
    case "tool_use":
    case "server_tool_use":
    case "mcp_tool_use":
      return [...textParts(textIn(block.name)), ...textParts(jsonText(block.input))];
    case "tool_result":
    case "mcp_tool_result":
      return anthropicParts(block.content);
    case "document":
      return documentParts(block);
    case "compaction":
      return reasoningParts(textIn(block.content), textIn(block.encrypted_content).length);
    default:
      return leafParts(block);
  }
}

function anthropicImage(block: Fields): ImagePart {
  const source = isRecord(block.source) ? block.source : {};
  const { data, url, file_id: file } = source;
  if (typeof data === "string") return imagePart(`data:${textIn(source.media_type)};base64,${data}`);
  return imagePart(textIn(url) || textIn(file) || null);
}

function documentParts({ source, ...block }: Fields): readonly CountablePart[] {
  const described = leafParts(block);
  if (!isRecord(source)) return described;
  if (source.type === "content") return [...described, ...anthropicParts(source.content)];
  if (typeof source.data !== "string") return [...described, ...leafParts(source)];
  if (source.type === "text") return [...described, ...textParts(source.data)];
  return [...described, { kind: "opaque", characters: source.data.length }];
}

function textIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}
