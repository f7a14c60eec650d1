import { adapterFor } from "../adapters/adapters.ts";
import type { Format } from "../adapters/detect-format.ts";
import { type Analyser, createAnalyser } from "../conversation/analyser.ts";
import { buildView } from "../conversation/build-view.ts";
import type { ConversationView } from "../conversation/conversation-view.ts";
import { applyEdits, type Draft, originalDraft, repairEdits } from "../conversation/draft.ts";
import { findRepairs, openCalls } from "../conversation/repair.ts";
import { findEditViolation, findLostReasoning } from "../conversation/violations.ts";
import { clearToolResults } from "../strategies/clear-tool-results.ts";
import { deduplicate } from "../strategies/deduplicate.ts";
import { evictImages } from "../strategies/evict-images.ts";
import type { Edit, Proposal, Strategy } from "../strategies/strategy.ts";
import { window } from "../strategies/window.ts";
import { deepFreeze } from "./deep-freeze.ts";
import type { Step } from "./history.ts";
import { lengthCounter } from "./length-counter.ts";
import { renderers } from "./renderers.ts";

/** What was done to a conversation before, which leaves stubs in it. */
const priors = {
  nothing: undefined,
  clear: clearToolResults<object>({ keepRecent: 1, preview: { head: 40, tail: 40 } }),
  evict: evictImages<object>({ keepRecent: 1, interval: 1 }),
  deduplicate: deduplicate<object>(),
  window: window<object>(),
} as const;

/** A conversation and what is wanted of it. */
export interface Situation {
  readonly format: Format;
  readonly history: readonly Step[];
  readonly prior: keyof typeof priors;
  /** Target in per cent of the conversation's tokens. */
  readonly percent: number;
  /** Whether what goes is archived. */
  readonly archives: boolean;
  /** Every so many items one is pinned; 0 for none. */
  readonly pinEvery: number;
}

/** A conversation, ready to be shown to strategies. */
export interface Scene {
  readonly view: ConversationView<object>;
  /** Tokens that are allowed. */
  readonly target: number;
  readonly analyser: Analyser<object>;
  /** What other items look like in the same circumstances. */
  show(items: readonly object[]): ConversationView<object>;
}

/** What a strategy did with a scene. */
export interface Trial extends Scene {
  readonly proposal: Proposal<object>;
  /** Why the proposal is none that could be carried out. */
  readonly fault?: string;
  /** The conversation with the proposed edits made, where there are any. */
  readonly result?: TrialResult;
}

export interface TrialResult {
  readonly draft: Draft<object>;
  readonly view: ConversationView<object>;
}

/** Sets a conversation up as {@link compact} does, and freezes all of it. */
async function setScene(situation: Situation): Promise<Scene> {
  const { format, history, pinEvery, archives } = situation;
  const adapter = adapterFor<object>(format);
  const items = deepFreeze(renderers[format](history));
  const pins = new Set(items.filter((_, index) => pinEvery > 0 && index % pinEvery === 0));
  const analyser = createAnalyser({ adapter, counter: lengthCounter });
  const show = (shown: readonly object[]) => {
    const view = buildView(deepFreeze(shown), { analyser, archives, pin: (item) => pins.has(item) });
    for (const list of [view.facts, view.tokens, view.pairs, view.cutPoints]) deepFreeze(list);
    return Object.freeze(view);
  };
  const facts = items.map((item) => analyser.facts(item));
  const unanswered = openCalls(facts).filter((call) => !call.pending);
  const repairs = repairEdits(findRepairs(items, facts, unanswered, adapter));
  const view = show(applyEdits(originalDraft(items), repairs).items.map(({ item }) => item));
  const prior = priors[situation.prior];
  const trial = prior && (await tryStrategy(prior, { view, target: view.totalTokens / 2, analyser, show }));
  const shown = trial?.result?.view ?? view;
  const target = Math.floor((shown.totalTokens * situation.percent) / 100);
  return { view: shown, target, analyser, show };
}

/** Lets a strategy propose once. */
export async function tryStrategy(strategy: Strategy<object>, scene: Scene): Promise<Trial> {
  try {
    const proposal = await strategy.propose(scene.view, { target: scene.target }, undefined);
    if (proposal.kind === "nothing") return { ...scene, proposal };
    const { edits } = proposal;
    const fault = findEditViolation(scene.view, edits) ?? findLostReasoning(scene.view, edits);
    return fault === undefined ? { ...scene, proposal, result: carryOut(edits, scene) } : { ...scene, proposal, fault };
  } catch (error) {
    const fault = String(error);
    return { ...scene, proposal: { kind: "nothing", reason: fault }, fault };
  }
}

function carryOut(edits: readonly Edit<object>[], { view, analyser, show }: Scene): TrialResult {
  for (const edit of edits) {
    if (edit.kind === "insert" && edit.tokens !== undefined) analyser.setTokens(edit.item, edit.tokens);
  }
  const draft = applyEdits(originalDraft(view.items), edits);
  return { draft, view: show(draft.items.map(({ item }) => item)) };
}

/** Sets a scene and lets a strategy propose. */
export async function runTrial(makeStrategy: () => Strategy<object>, situation: Situation): Promise<Trial> {
  return tryStrategy(makeStrategy(), await setScene(situation));
}
