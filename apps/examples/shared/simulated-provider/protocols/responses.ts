import type { Protocol } from "../protocol.ts";
import type { Move, TranscriptEntry } from "../transcript.ts";
import { invalidHistory, openaiError } from "./openai-error.ts";

interface Request {
  readonly instructions?: string;
  readonly tools?: readonly object[];
  readonly input: readonly Item[];
}

interface Item {
  readonly type?: string;
  readonly id?: string;
  readonly role?: string;
  readonly content?: string | readonly { readonly text: string }[];
  readonly call_id?: string;
  readonly name?: string;
  readonly arguments?: string;
  readonly output?: string;
}

/** OpenAI's Responses API, stateless: with reasoning items, which are valid only before the item that they led to. */
export const responses: Protocol = {
  path: "/responses",
  read(body) {
    const { instructions = "", tools = [], input } = body as Request;
    checkPairs(input);
    checkReasoning(input);
    return { preamble: instructions + JSON.stringify(tools), entries: input.flatMap(entriesOf) };
  },
  tooLong: () =>
    openaiError(
      "Your input exceeds the context window of this model. Please adjust your input and try again.",
      "input",
      "context_length_exceeded",
    ),
  write: (move, usage, number) => ({
    id: `resp_${number}`,
    object: "response",
    status: "completed",
    output: outputOf(move, number),
    usage: { input_tokens: usage.input, output_tokens: usage.output, total_tokens: usage.input + usage.output },
  }),
};

function checkPairs(input: readonly Item[]): void {
  const open = new Set<string>();
  for (const { type, call_id: id = "" } of input) {
    if (type === "function_call") open.add(id);
    if (type === "function_call_output" && !open.delete(id)) {
      throw invalidHistory(`No tool call found for function call output with call_id ${id}.`, "input");
    }
  }
  for (const id of open) throw invalidHistory(`No tool output found for function call ${id}.`, "input");
}

/** Ids say what belongs together: `rs_7` led to `msg_7` or `fc_7_0`. */
function checkReasoning(input: readonly Item[]): void {
  input.forEach((item, index) => {
    const [previous, next] = [input[index - 1], input[index + 1]];
    if (item.type === "reasoning" && numberOf(next) !== numberOf(item)) {
      const problem = "of type 'reasoning' was provided without its required following item.";
      throw invalidHistory(`Item '${item.id}' ${problem}`, "input");
    }
    if (item.type === "reasoning" || item.id === undefined || numberOf(previous) === numberOf(item)) return;
    const problem = `was provided without its required 'reasoning' item: 'rs_${numberOf(item)}'.`;
    throw invalidHistory(`Item '${item.id}' of type '${item.type}' ${problem}`, "input");
  });
}

function numberOf(item: Item | undefined): string | undefined {
  return item?.id?.split("_")[1];
}

function entriesOf(item: Item): readonly TranscriptEntry[] {
  const { type = "message", call_id: id = "", name = "", content = "" } = item;
  if (type === "function_call") return [{ kind: "call", id, name, input: item.arguments ?? "" }];
  if (type === "function_call_output") return [{ kind: "result", callId: id, text: item.output ?? "" }];
  if (type !== "message") return [];
  const text = typeof content === "string" ? content : content.map((part) => part.text).join("\n");
  return [{ kind: item.role === "assistant" ? "assistant" : "user", text }];
}

function outputOf({ text, calls }: Move, number: number): readonly object[] {
  const content = [{ type: "output_text", text, annotations: [] }];
  const message = { type: "message", id: `msg_${number}`, status: "completed", role: "assistant", content };
  return [
    { type: "reasoning", id: `rs_${number}`, summary: [], encrypted_content: "c2ltdWxhdGVk".repeat(20) },
    ...(text === "" ? [] : [message]),
    ...calls.map(({ name, input }, index) => ({
      type: "function_call",
      id: `fc_${number}_${index}`,
      call_id: `call_${number}_${index}`,
      status: "completed",
      name,
      arguments: JSON.stringify(input),
    })),
  ];
}
