import type { Protocol } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import type { Move, TranscriptEntry } from "../transcript.ts";

interface Request {
  readonly system?: string;
  readonly tools?: readonly object[];
  readonly messages: readonly Message[];
}

interface Message {
  readonly role: string;
  readonly content: string | readonly Block[];
}

interface Block {
  readonly type: string;
  readonly text?: string;
  readonly id?: string;
  readonly name?: string;
  readonly input?: object;
  readonly tool_use_id?: string;
  readonly content?: string | readonly { readonly text: string }[];
}

/** Anthropic's Messages API. */
export const messages: Protocol = {
  path: "/v1/messages",
  read(body) {
    const { system = "", tools = [], messages: sent } = body as Request;
    checkPairs(joined(sent));
    return { preamble: system + JSON.stringify(tools), entries: sent.flatMap(entriesOf) };
  },
  tooLong: (tokens, contextWindow) => error(`prompt is too long: ${tokens} tokens > ${contextWindow} maximum`),
  write: (move, usage, number) => ({
    id: `msg_${number}`,
    type: "message",
    role: "assistant",
    model: "simulated",
    content: contentOf(move, number),
    stop_reason: move.calls.length > 0 ? "tool_use" : "end_turn",
    stop_sequence: null,
    // A part of the input came out of the prompt cache, so that a run shows whether it is counted.
    usage: {
      input_tokens: usage.input - Math.floor(usage.input / 2),
      cache_read_input_tokens: Math.floor(usage.input / 2),
      cache_creation_input_tokens: 0,
      output_tokens: usage.output,
    },
  }),
};

/** The API takes neighbours of one role as one message. */
function joined(sent: readonly Message[]): readonly { readonly role: string; readonly blocks: readonly Block[] }[] {
  const result: { role: string; blocks: Block[] }[] = [];
  for (const message of sent) {
    const last = result.at(-1);
    if (last?.role === message.role) last.blocks.push(...blocksOf(message));
    else result.push({ role: message.role, blocks: [...blocksOf(message)] });
  }
  return result;
}

/** The results of a message's calls are the first blocks of the message behind it, all of them. */
function checkPairs(sent: ReturnType<typeof joined>): void {
  let open = new Set<string>();
  [...sent, undefined].forEach((message, index) => {
    message?.blocks.forEach((block, position) => {
      if (block.type !== "tool_result" || open.delete(block.tool_use_id ?? "")) return;
      const problem =
        `unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${block.tool_use_id}. Each \`tool_result\` block ` +
        "must have a corresponding `tool_use` block in the previous message.";
      throw invalidHistory(`messages.${index}.content.${position}: ${problem}`);
    });
    if (open.size > 0) {
      const problem =
        `\`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${[...open].join(", ")}. ` +
        "Each `tool_use` block must have a corresponding `tool_result` block in the next message.";
      throw invalidHistory(`messages.${index - 1}: ${problem}`);
    }
    open = new Set(message?.blocks.flatMap(({ type, id }) => (type === "tool_use" && id !== undefined ? [id] : [])));
  });
  if (sent.at(-1)?.role === "assistant") {
    throw invalidHistory(
      "This model does not support assistant message prefill. The conversation must end with a user message.",
    );
  }
}

function invalidHistory(message: string): Refusal {
  return new Refusal("invalid-history", error(message));
}

function error(message: string): object {
  return { type: "error", error: { type: "invalid_request_error", message } };
}

function blocksOf({ content }: Message): readonly Block[] {
  return typeof content === "string" ? [{ type: "text", text: content }] : content;
}

function entriesOf(message: Message): readonly TranscriptEntry[] {
  const kind = message.role === "assistant" ? "assistant" : "user";
  return blocksOf(message).map((block): TranscriptEntry => {
    const { type, text = "", id = "", name = "", input = {}, tool_use_id: callId = "", content = "" } = block;
    if (type === "tool_use") return { kind: "call", id, name, input: JSON.stringify(input) };
    if (type !== "tool_result") return { kind, text };
    return {
      kind: "result",
      callId,
      text: typeof content === "string" ? content : content.map((part) => part.text).join("\n"),
    };
  });
}

function contentOf({ text, calls }: Move, number: number): readonly object[] {
  return [
    ...(text === "" ? [] : [{ type: "text", text }]),
    ...calls.map(({ name, input }, index) => ({ type: "tool_use", id: `toolu_${number}_${index}`, name, input })),
  ];
}
