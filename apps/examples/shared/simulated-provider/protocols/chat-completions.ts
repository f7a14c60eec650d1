import type { Protocol } from "../protocol.ts";
import type { Move, TranscriptEntry } from "../transcript.ts";
import { invalidHistory, openaiError } from "./openai-error.ts";

interface Request {
  readonly tools?: readonly object[];
  readonly messages: readonly Message[];
}

interface Message {
  readonly role: string;
  readonly content?: string | null | readonly { readonly text: string }[];
  readonly tool_calls?: readonly ToolCall[];
  readonly tool_call_id?: string;
}

interface ToolCall {
  readonly id: string;
  readonly function: { readonly name: string; readonly arguments: string };
}

/** OpenAI's Chat Completions API, which every OpenAI-compatible server speaks. */
export const chatCompletions: Protocol = {
  path: "/chat/completions",
  read(body) {
    const { tools = [], messages } = body as Request;
    checkPairs(messages);
    return { preamble: JSON.stringify(tools), entries: messages.flatMap(entriesOf) };
  },
  tooLong: (tokens, contextWindow) =>
    openaiError(
      `This model's maximum context length is ${contextWindow} tokens. However, your messages resulted in ${tokens} ` +
        "tokens. Please reduce the length of the messages.",
      "messages",
      "context_length_exceeded",
    ),
  write: (move, usage, number) => ({
    id: `chatcmpl-${number}`,
    object: "chat.completion",
    created: 0,
    model: "simulated",
    choices: [
      { index: 0, message: messageOf(move, number), finish_reason: move.calls.length > 0 ? "tool_calls" : "stop" },
    ],
    usage: {
      prompt_tokens: usage.input,
      completion_tokens: usage.output,
      total_tokens: usage.input + usage.output,
    },
  }),
};

/** Answers stand directly behind the message that made their calls, each call has one. */
function checkPairs(messages: readonly Message[]): void {
  let open = new Set<string>();
  [...messages, undefined].forEach((message, index) => {
    const param = `messages.[${index}].role`;
    if (message?.role === "tool") {
      if (open.delete(message.tool_call_id ?? "")) return;
      const problem = "messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.";
      throw invalidHistory(`Invalid parameter: ${problem}`, param);
    }
    if (open.size > 0) {
      const problem =
        "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
        `The following tool_call_ids did not have response messages: ${[...open].join(", ")}`;
      throw invalidHistory(problem, param);
    }
    open = new Set(message?.tool_calls?.map(({ id }) => id));
  });
}

function entriesOf({ role, content, tool_calls: calls = [], tool_call_id: callId = "" }: Message): TranscriptEntry[] {
  const text = typeof content === "string" ? content : (content ?? []).map((part) => part.text).join("\n");
  if (role === "tool") return [{ kind: "result", callId, text }];
  const kind = role === "assistant" ? "assistant" : "user";
  return [
    ...(text === "" ? [] : [{ kind, text } as const]),
    ...calls.map(({ id, function: call }) => ({ kind: "call", id, name: call.name, input: call.arguments }) as const),
  ];
}

function messageOf({ text, calls }: Move, number: number): object {
  return {
    role: "assistant",
    content: text === "" ? null : text,
    ...(calls.length > 0 && {
      tool_calls: calls.map(({ name, input }, index) => ({
        id: `call_${number}_${index}`,
        type: "function",
        function: { name, arguments: JSON.stringify(input) },
      })),
    }),
  };
}
