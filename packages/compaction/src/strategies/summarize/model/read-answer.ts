import { isToolCallText } from "./tool-call-text.ts";

/** Why an answer is of no use as notes. */
export type AnswerFault =
  | "unreadable"
  | "refused"
  | "tool-call"
  | "reasoning-only"
  | "truncated"
  | "empty"
  | "inflated";

/** What is left of a model's answer. */
export type ReadAnswer = { readonly text: string } | { readonly fault: AnswerFault };

/** Finish reasons of the APIs that there are, in lower case and with one kind of separator. */
const faultsByFinishReason: ReadonlyMap<string, AnswerFault> = new Map([
  ["length", "truncated"],
  ["max_tokens", "truncated"],
  ["max_output_tokens", "truncated"],
  ["model_context_window_exceeded", "truncated"],
  ["incomplete", "truncated"],
  ["content_filter", "refused"],
  ["refusal", "refused"],
  ["safety", "refused"],
  ["tool_calls", "tool-call"],
  ["tool_use", "tool-call"],
  ["function_call", "tool-call"],
]);

/** Takes the notes out of whatever a model answered, or says why there are none. */
export function readAnswer(answer: unknown): ReadAnswer {
  if (typeof answer === "string") return readText(answer);
  if (typeof answer !== "object" || answer === null) return { fault: "unreadable" };
  const { text, finishReason, reasoningOnly, toolCalls } = answer as Readonly<Record<string, unknown>>;
  if (text !== undefined && text !== null && typeof text !== "string") return { fault: "unreadable" };
  if (Array.isArray(toolCalls) && toolCalls.length > 0) return { fault: "tool-call" };
  const ended = faultsByFinishReason.get(
    String(finishReason ?? "")
      .toLowerCase()
      .replaceAll("-", "_"),
  );
  if (ended !== undefined) return { fault: ended };
  const read = readText(text ?? "");
  return reasoningOnly === true && "fault" in read ? { fault: "reasoning-only" } : read;
}

function readText(whole: string): ReadAnswer {
  const text = withoutEndMarks(whole.trim());
  const spoken = withoutReasoning(text);
  if (spoken === undefined || (spoken === "" && text !== "")) return { fault: "reasoning-only" };
  const notes = unwrapped(spoken);
  if (notes === "") return { fault: "empty" };
  return isToolCallText(notes) ? { fault: "tool-call" } : { text: notes };
}

/** Marks with which models of some servers end their answers. */
function withoutEndMarks(text: string): string {
  const mark = /(?:<[|｜][^<>\n]{1,40}[|｜]>|<\/s>)$/.exec(text.slice(-50));
  return mark === null ? text : withoutEndMarks(text.slice(0, -mark[0].length).trimEnd());
}

/**
 * The text after the reasoning at its beginning; `undefined` where that never ends. Some chat templates open the
 * reasoning in the prompt, so that the answer has nothing but its end.
 */
function withoutReasoning(text: string): string | undefined {
  const opened = /^<(think|thinking|reasoning)>/i.exec(text);
  if (opened !== null) {
    const end = new RegExp(`</${opened[1]}>`, "i").exec(text);
    return end === null ? undefined : withoutReasoning(text.slice(end.index + end[0].length).trim());
  }
  const end = /^<\/think>$/im.exec(text);
  return end === null ? text : text.slice(end.index + end[0].length).trim();
}

/** The text inside a code fence that wraps the whole of it. */
function unwrapped(text: string): string {
  const wrapped = /^```[a-z]*\n([\s\S]*)\n```$/i.exec(text)?.[1];
  return (wrapped === undefined || wrapped.includes("```") ? text : wrapped).replace(/\r\n?/g, "\n").trim();
}
