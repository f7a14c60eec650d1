import { isRecord } from "@massgen/core/provider";
import type { AnthropicMessage } from "./anthropic.ts";
import { anthropicParts } from "./anthropic-content.ts";
import { textOf } from "./content-parts.ts";
import { invalidItem } from "./invalid-item.ts";
import type { ResultFacts } from "./item-adapter.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Whether a block answers a call that the user's own program ran. */
export function isResult(block: Fields): boolean {
  return block.type === "tool_result";
}

/** Results in a message's blocks, those of tools that Anthropic runs included. */
export function anthropicResults(blocks: readonly Fields[]): readonly ResultFacts[] {
  return blocks.filter(answersCall).map((block) => {
    const callId = block.tool_use_id;
    if (typeof callId !== "string") throw invalidItem(`A ${block.type} block has no tool_use_id.`);
    const replaceable = takesText(block);
    return { callId, text: replaceable ? textOf(anthropicParts(block.content)) : "", replaceable };
  });
}

function answersCall(block: Fields): boolean {
  return isResult(block) || String(block.type).endsWith("_tool_result");
}

/** Results of server tools have schemas of their own; a reference to a tool is what makes that tool callable. */
function takesText(block: Fields): boolean {
  if (block.type !== "tool_result" && block.type !== "mcp_tool_result") return false;
  const { content } = block;
  return !(Array.isArray(content) && content.some((part) => isRecord(part) && part.type === "tool_reference"));
}

export function replaceAnthropicResult(message: AnthropicMessage, callId: string, text: string): AnthropicMessage {
  const blocks = message.content as readonly unknown[];
  const content = blocks.map((block) =>
    isRecord(block) && answersCall(block) && block.tool_use_id === callId ? withText(block, text) : block,
  );
  return { ...message, content };
}

/** A breakpoint of the prompt cache inside the result moves to the result itself. */
function withText(block: Fields, text: string): Fields {
  const inside = Array.isArray(block.content) ? block.content : [];
  const breakpoint = inside.findLast((part) => isRecord(part) && isRecord(part.cache_control))?.cache_control;
  const moved = breakpoint === undefined ? {} : { cache_control: breakpoint };
  return { ...moved, ...block, content: text };
}
