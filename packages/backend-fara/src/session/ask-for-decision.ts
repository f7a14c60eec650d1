import type { BackendRequest, ConversationItem, Decision, DialectContext } from "@massgen/core";
import type { RawAnswer } from "../endpoint/collect-answer.ts";
import { findCall } from "../parse/find-call.ts";
import { modelText } from "../parse/model-text.ts";
import { correction } from "./correction.ts";
import { keepText } from "./keep-text.ts";
import type { SessionSetup } from "./session-setup.ts";
import type { Tally } from "./tally.ts";
import { type Uselessness, unusableAnswer } from "./unusable-answer.ts";

/** Turns that a model has to correct itself, as in the newest of the originals. */
const mostCorrections = 2;

/** A decision, and the text that it was read from, as the history keeps it. */
export interface ReadDecision {
  readonly decision: Exclude<Decision, { readonly type: "invalid" }>;
  readonly text: string;
}

export interface DecisionRequest {
  readonly instructions: string;
  readonly items: readonly ConversationItem[];
  readonly context: DialectContext;
}

/**
 * Asks until the model says something that can be done, as far as it has turns to correct itself.
 *
 * @throws BackendError, `invalid-response` where nothing of use came; the signal's reason on abort.
 */
export async function askForDecision(
  { instructions, items, context }: DecisionRequest,
  { endpoint, dialect, parameters }: SessionSetup,
  tally: Tally,
  signal: AbortSignal | undefined,
): Promise<ReadDecision> {
  let corrections: readonly ConversationItem[] = [];
  for (let attempt = 1; ; attempt += 1) {
    const request: BackendRequest = { instructions, items: [...items, ...corrections], ...parameters };
    const answer = await endpoint.ask(request, tally, signal);
    const text = modelText(answer);
    const decision = text === "" ? emptyDecision : (cutDecision(answer, text) ?? dialect.decode(text, context));
    if (decision.type !== "invalid") return { decision, text: keepText(text) };
    if (attempt > mostCorrections) {
      const cause = answer.failure ?? new Error(decision.problem);
      throw unusableAnswer(endpoint.name, whyUseless(answer, text), { attempts: attempt, tally, cause });
    }
    corrections = [...corrections, ...correction(text, decision.problem)];
  }
}

const emptyDecision = { type: "invalid", problem: "The answer was empty." } as const;

/** What was cut off in the middle of a call may say something else than the model meant. */
function cutDecision({ reason, failure }: RawAnswer, text: string): typeof cut | undefined {
  if (reason !== "length" && failure === undefined) return undefined;
  const found = findCall(text);
  return found.type === "call" && found.isUnclosed ? cut : undefined;
}

const cut = { type: "invalid", problem: "The answer was cut off before its end. Be brief." } as const;

function whyUseless({ failure }: RawAnswer, text: string): Uselessness {
  if (text !== "") return "invalid";
  return failure === undefined ? "empty" : "unreadable";
}
