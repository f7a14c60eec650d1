import { type ConversationItem, type FinishReason, MassGenError } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { isItem } from "../stream/read-item.ts";

/** What the model answered to one request, as it is kept in a run's log. */
export interface ModelOutput {
  readonly reason: FinishReason;
  /** As they came, with the tag of their origin. */
  readonly items: readonly ConversationItem[];
}

/** A call that the model waits for an answer to. */
export interface ComputerCallItem {
  readonly [field: string]: unknown;
  readonly type: "computer_call";
  readonly call_id: string;
}

const reasons: ReadonlySet<unknown> = new Set<FinishReason>(["stop", "tool-calls", "length", "content-filter"]);

/**
 * Reads an output from a log.
 *
 * @throws MassGenError `invalid-past`
 */
export function readModelOutput(output: unknown, step: number): ModelOutput {
  if (isRecord(output) && reasons.has(output.reason) && Array.isArray(output.items) && output.items.every(isItem))
    return { reason: output.reason as FinishReason, items: output.items };
  throw new MassGenError(`The output of past step ${step} is none of OpenAI's computer models.`, {
    code: "invalid-past",
    remedy: "Go on with the model that made it, or start the task anew with a story of what was done.",
  });
}

/** The calls of the computer among the items. */
export function computerCallsOf({ items }: ModelOutput): readonly ComputerCallItem[] {
  return items.filter((item): item is ComputerCallItem => item.type === "computer_call");
}

/** The text that the model says beside its calls, refusals included. */
export function messageOf({ items }: ModelOutput): { readonly text: string; readonly refusal: string | undefined } {
  const parts = items
    .filter(({ type, role }) => (type ?? "message") === "message" && role === "assistant")
    .flatMap(({ content }) => partsOf(content));
  const texts = parts.flatMap(({ text }) => (typeof text === "string" ? [text] : []));
  const refusals = parts.flatMap(({ refusal }) => (typeof refusal === "string" ? [refusal] : []));
  return { text: texts.join("\n").trim(), refusal: refusals.length === 0 ? undefined : refusals.join("\n") };
}

/** What is known of the model's thoughts: summaries of its reasoning. */
export function summaryOf({ items }: ModelOutput): string {
  const parts = items.filter(({ type }) => type === "reasoning").flatMap(({ summary }) => partsOf(summary));
  return parts.flatMap(({ text }) => (typeof text === "string" ? [text] : [])).join("\n");
}

function partsOf(content: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (typeof content === "string") return [{ text: content }];
  return Array.isArray(content) ? content.filter(isRecord) : [];
}
