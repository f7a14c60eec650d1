import { pythonJson } from "../prompt/python-json.ts";
import { findCall } from "./find-call.ts";
import { readThoughts } from "./read-thoughts.ts";

/** A call that the server's own parser took out of the text. */
export interface NativeCall {
  readonly name: string;
  /** JSON, as the server gave it. */
  readonly arguments: string;
}

/** The parts that a server made of an answer. */
export interface AnswerParts {
  readonly content: string;
  readonly reasoning: string;
  readonly calls: readonly NativeCall[];
}

/**
 * What the model wrote, put together again from where its server may have put it: the content, with the thoughts where it
 * took those out; calls that it has taken out; or its thoughts, where it took everything for those.
 */
export function modelText({ content, reasoning, calls }: AnswerParts): string {
  const inContent = content.trim() === "" ? undefined : findCall(content);
  if (inContent?.type === "call") {
    // The thoughts are half of the answer; where they hold a call themselves, they were about it and are left.
    const isBare = readThoughts(content.slice(0, inContent.start)) === "" && reasoning.trim() !== "";
    return isBare && findCall(reasoning).type === "none" ? `${reasoning.trim()}\n${content.trimStart()}` : content;
  }
  const written = calls.map((call) => `{"name": ${pythonJson(call.name)}, "arguments": ${argumentsText(call)}}`);
  const call = written.find((candidate) => findCall(candidate).type === "call") ?? written[0];
  if (call !== undefined) return inEnvelope((content.trim() === "" ? reasoning : content).trim(), call);
  const isInReasoning = reasoning.trim() !== "" && (content.trim() === "" || findCall(reasoning).type === "call");
  return isInReasoning ? reasoning : content.trim() === "" ? "" : content;
}

/** Thoughts and a call as the models were trained to write them. */
export function inEnvelope(thoughts: string, call: string): string {
  return `${thoughts === "" ? "" : `${thoughts}\n`}<tool_call>\n${call}\n</tool_call>`;
}

function argumentsText({ arguments: written }: NativeCall): string {
  const text = written.trim();
  return text.startsWith("{") ? text : pythonJson(text);
}
