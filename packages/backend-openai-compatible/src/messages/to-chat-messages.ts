import type { BackendError, ConversationItem } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { alternateRoles } from "./alternate-roles.ts";
import { createAssistantTurn } from "./assistant-turn.ts";
import type { ChatMessage, ToChatOptions } from "./chat-message.ts";
import { textContent, userContent } from "./content.ts";
import { openThought } from "./open-thought.ts";
import { pairOutputs } from "./pair-outputs.ts";
import { toToolCall } from "./tool-call.ts";
import { shownName, unsendable } from "./unsendable.ts";

/** Work that another provider did by itself: no other item refers to it, and its outcome is in the answer after it. */
const hosted: ReadonlySet<string> = new Set([
  "web_search_call",
  "file_search_call",
  "code_interpreter_call",
  "image_generation_call",
  "mcp_call",
  "mcp_list_tools",
]);

/**
 * Writes a conversation of Responses items down as Chat Completions messages. Calls made at once become one assistant
 * message with the text that came with them, directly followed by their outputs in the order of the calls. Developer
 * messages become system messages. Neither items nor their parts are changed.
 *
 * @throws BackendError `unsupported` for what Chat cannot say, `undecryptable` for a compaction item, `invalid-request`
 * for a call without output, an output without call, and what is no object.
 */
export function toChatMessages(items: readonly ConversationItem[], options: ToChatOptions): ChatMessage[] {
  const { backend, instructions } = options;
  const wrong = items.findIndex((item) => !isRecord(item));
  if (wrong >= 0) throw notAnItem(backend, wrong);
  const outputs = pairOutputs(items, backend);
  const turn = createAssistantTurn(options);
  const messages: ChatMessage[] = instructions ? [{ role: "system", content: instructions }] : [];
  let hasText = false;

  function endTurn(): void {
    messages.push(...turn.end());
    hasText = false;
  }

  function addMessage({ role, content }: Readonly<Record<string, unknown>>): void {
    if (role === "assistant") {
      if (hasText && !turn.hasCalls) endTurn();
      turn.addText(textContent(content, role, backend));
      hasText = true;
    } else if (role === "user") {
      endTurn();
      messages.push({ role, content: userContent(content, backend) });
    } else if (role === "system" || role === "developer") {
      endTurn();
      messages.push({ role: "system", content: textContent(content, role, backend) });
    } else {
      throw unknown(backend, `a message of the role ${shownName(role)}`);
    }
  }

  for (const [position, item] of items.entries()) {
    const type = item.type ?? "message";
    if (type === "message") addMessage(item);
    else if (type === "function_call" || type === "custom_tool_call") {
      const output = outputs.get(position);
      if (output !== undefined) turn.addCall(toToolCall(item), output);
    } else if (type === "function_call_output" || type === "custom_tool_call_output") {
      // The turn's end has written it already, or does so now.
      if (turn.hasCalls) endTurn();
    } else if (type === "reasoning") {
      if (hasText && !turn.hasCalls) endTurn();
      const thought = openThought(item);
      if (thought !== undefined) turn.addThought(thought);
    } else if (type === "compaction") throw opaque(backend);
    else if (!hosted.has(type)) throw unknown(backend, `an item of type ${shownName(type)}`);
  }
  endTurn();
  return options.alternateRoles === true ? alternateRoles(messages) : messages;
}

function unknown(backend: string, what: string) {
  return unsendable(
    backend,
    `the conversation holds ${what}, which Chat Completions does not have.`,
    "Take it out of the conversation, or use a backend that knows it.",
  );
}

function opaque(backend: string) {
  return unsendable(
    backend,
    "the conversation holds a compaction item, which only the provider that made it can read.",
    "Rebuild the conversation from its run log or archive, and compact it with another strategy.",
    "undecryptable",
  );
}

function notAnItem(backend: string, index: number): BackendError {
  const problem = `item ${index} of the conversation is no object.`;
  return unsendable(backend, problem, "Pass items of the Responses API.", "invalid-request");
}
