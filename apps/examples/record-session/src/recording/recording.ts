import type {
  ConversationItem,
  FunctionCallItem,
  FunctionCallOutputItem,
  MessageItem,
  ReasoningItem,
} from "@massgen/core";
import type { ToolRequest } from "../model/turn.ts";

/**
 * The session so far, in the wire shape of OpenAI's Responses API.
 *
 * An agent of one's own records the same way: what went into the request and what came out of the response, in order,
 * each item as it was. Ids are counted, so that a session recorded twice is the same twice.
 */
export class Recording {
  readonly items: ConversationItem[] = [];
  /** Characters of all items as JSON, a stand-in for tokens that costs nothing. */
  characters = 0;
  #calls = 0;
  #thoughts = 0;
  #messages = 0;

  say(role: "developer" | "user", text: string): void {
    this.#add({ type: "message", role, content: [{ type: "input_text", text }] } satisfies MessageItem);
  }

  answer(text: string): void {
    this.#messages += 1;
    this.#add({
      type: "message",
      id: numbered("msg", this.#messages),
      role: "assistant",
      status: "completed",
      content: [{ type: "output_text", text, annotations: [] }],
    } satisfies MessageItem);
  }

  think(text: string): void {
    this.#thoughts += 1;
    this.#add({
      type: "reasoning",
      id: numbered("rs", this.#thoughts),
      summary: [{ type: "summary_text", text }],
    } satisfies ReasoningItem);
  }

  /** Records a call and returns its id, which the output must name. */
  call(request: ToolRequest): string {
    this.#calls += 1;
    const callId = numbered("call", this.#calls);
    this.#add({
      type: "function_call",
      id: numbered("fc", this.#calls),
      call_id: callId,
      name: request.name,
      arguments: JSON.stringify(request.input),
      status: "completed",
    } satisfies FunctionCallItem);
    return callId;
  }

  output(callId: string, output: string): void {
    this.#add({ type: "function_call_output", call_id: callId, output } satisfies FunctionCallOutputItem);
  }

  #add(item: ConversationItem): void {
    this.items.push(item);
    this.characters += JSON.stringify(item).length;
  }
}

function numbered(prefix: string, number: number): string {
  return `${prefix}_${String(number).padStart(4, "0")}`;
}
