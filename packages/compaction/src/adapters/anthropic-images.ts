import { isRecord } from "@massgen/core/provider";
import type { AnthropicMessage } from "./anthropic.ts";

/** The message with its images replaced, also those inside results and documents. */
export function stubAnthropicImages(message: AnthropicMessage, text: string): AnthropicMessage {
  return { ...message, content: stubImages(message.content, text) };
}

function stubImages(content: unknown, text: string): unknown {
  if (!Array.isArray(content)) return content;
  return content.map((block) => {
    if (!isRecord(block)) return block;
    switch (block.type) {
      case "image": {
        const { source: _source, transformations: _transformations, ...rest } = block;
        return { ...rest, type: "text", text };
      }
      case "tool_result":
      case "mcp_tool_result":
        return Array.isArray(block.content) ? { ...block, content: stubImages(block.content, text) } : block;
      case "document":
        return isRecord(block.source) && block.source.type === "content"
          ? { ...block, source: { ...block.source, content: stubImages(block.source.content, text) } }
          : block;
      default:
        return block;
    }
  });
}
