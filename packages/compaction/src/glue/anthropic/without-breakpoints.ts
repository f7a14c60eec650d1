import type { MessageParam } from "@anthropic-ai/sdk/resources/messages";
import { isRecord } from "@massgen/core/provider";

/**
 * The message without breakpoints of the prompt cache. Callers move these from call to call, and a request may hold four:
 * a window that kept those of messages long past would soon be refused.
 */
export function withoutBreakpoints(message: MessageParam): MessageParam {
  const content = stripped(message.content);
  return content === message.content ? message : ({ ...message, content } as MessageParam);
}

/** A content without breakpoints in its blocks and in the contents of these; the very content where it has none. */
function stripped(content: unknown): unknown {
  if (!Array.isArray(content)) return content;
  const blocks = content.map((block) => {
    if (!isRecord(block)) return block;
    const inside = stripped(block.content);
    if (!("cache_control" in block) && inside === block.content) return block;
    const { cache_control: _breakpoint, ...rest } = block;
    return inside === undefined ? rest : { ...rest, content: inside };
  });
  return blocks.some((block, index) => block !== content[index]) ? blocks : content;
}
