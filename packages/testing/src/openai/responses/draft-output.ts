import { type EmulatorState, sealOwner } from "../emulator-state.ts";
import type { EmulatedReply } from "../model/emulated-reply.ts";
import { emulatedTokens, tokensPerItem } from "../model/tokens.ts";
import { seal } from "../seal.ts";
import type { InputItem } from "./check-item.ts";
import { scriptedItem } from "./scripted-item.ts";

/** The output items of an answer, whole, and what they cost. */
export interface OutputDraft {
  readonly items: readonly InputItem[];
  readonly outputTokens: number;
  readonly reasoningTokens: number;
  /** Why the answer ended early; `undefined` where it did not. */
  readonly incomplete: "max_output_tokens" | "content_filter" | undefined;
}

export interface DraftOptions {
  readonly model: string;
  /** Whether a summary of the reasoning was asked for. */
  readonly hasSummary: boolean;
  /** Most tokens of the answer. */
  readonly maximumTokens: number;
}

/** Makes output items of a reply, as far as the tokens go. */
export function draftOutput(state: EmulatorState, reply: EmulatedReply, options: DraftOptions): OutputDraft {
  const budget = new Budget(options.maximumTokens);
  const items: InputItem[] = [];
  let reasoningTokens = 0;
  if (reply.reasoning !== undefined && budget.isOpen) {
    const text = budget.take(reply.reasoning);
    reasoningTokens = budget.spent;
    items.push(reasoningItem(state, text, options));
  }
  const spoken = reply.refusal ?? reply.text;
  if (spoken !== undefined && budget.isOpen) {
    const text = budget.take(spoken);
    items.push({
      id: state.makeId("msg"),
      type: "message",
      status: budget.isOpen ? "completed" : "incomplete",
      role: "assistant",
      content: [
        reply.refusal === undefined
          ? { type: "output_text", annotations: [], logprobs: [], text }
          : { type: "refusal", refusal: text },
      ],
    });
  }
  for (const call of reply.calls ?? []) {
    if (!budget.isOpen) break;
    const whole = typeof call.arguments === "string" ? call.arguments : JSON.stringify(call.arguments);
    const text = budget.take(call.name + whole).slice(call.name.length);
    items.push({
      id: state.makeId("fc"),
      type: "function_call",
      status: budget.isOpen ? "completed" : "incomplete",
      arguments: text,
      call_id: call.callId ?? state.makeId("call").slice(0, 29),
      name: call.name,
    });
  }
  for (const item of reply.items ?? []) {
    if (!budget.isOpen) break;
    budget.take(JSON.stringify(item));
    items.push(scriptedItem(item, state.makeId));
  }
  rememberOrigins(state, items);
  const incomplete = reply.incomplete ?? (budget.isOpen ? undefined : "max_output_tokens");
  return { items, outputTokens: budget.spent, reasoningTokens, incomplete };
}

function reasoningItem(state: EmulatorState, text: string, { model, hasSummary }: DraftOptions): InputItem {
  const tokens = emulatedTokens(text);
  return {
    id: state.makeId("rs"),
    type: "reasoning",
    summary: hasSummary ? [{ type: "summary_text", text }] : [],
    encrypted_content: seal({ kind: "reasoning", text, tokens }, sealOwner(state, model)),
  };
}

function rememberOrigins({ origins }: EmulatorState, items: readonly InputItem[]): void {
  const [first, ...made] = items;
  if (first?.type !== "reasoning") return;
  for (const [index, item] of made.entries())
    origins.set(String(item.id), { reasoningId: String(first.id), isFirst: index === 0 });
}

/** Tokens that an answer may still use; open until something did not fit. */
class Budget {
  spent = 0;
  isOpen = true;
  readonly #maximum: number;

  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  /** As much of a text as fits. */
  take(text: string): string {
    const tokens = tokensPerItem + emulatedTokens(text);
    const left = this.#maximum - this.spent;
    if (tokens <= left) {
      this.spent += tokens;
      return text;
    }
    this.isOpen = false;
    this.spent = this.#maximum;
    return text.slice(0, Math.max(0, (left - tokensPerItem) * 4));
  }
}
