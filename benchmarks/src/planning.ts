import { compact, createCompactor, heuristicCounter, openaiResponses, window } from "@massgen/compaction";
import { loadO200kCounter } from "@massgen/compaction/o200k";
import type { ConversationItem } from "@massgen/core";
import { clearMergeCache } from "gpt-tokenizer/encoding/o200k_base";
import { createAnalyser } from "../../packages/compaction/src/conversation/analyser.ts";
import { buildView } from "../../packages/compaction/src/conversation/build-view.ts";
import { findUncovered } from "../../packages/compaction/src/conversation/coverage.ts";
import { applyEdits, originalDraft } from "../../packages/compaction/src/conversation/draft.ts";
import { findEditViolation, findViolation } from "../../packages/compaction/src/conversation/violations.ts";
import type { Work } from "./measure.ts";

const o200k = await loadO200kCounter();
const target = "25%";

/** Whole compactions of a session of 10,000 items. */
export function compactWorks(session: readonly ConversationItem[]): readonly Work[] {
  return [
    {
      name: "count exactly and compact, cold",
      prepare: clearMergeCache,
      run: () => compact(session, { target, counter: o200k }),
      limit: 800,
    },
    { name: "count exactly and compact, warm tokenizer", run: () => compact(session, { target, counter: o200k }) },
    { name: "count heuristically and compact", run: () => compact(session, { target }), limit: 50 },
  ];
}

/** What a running agent does again and again, on items that were seen before. */
export async function runningWorks(session: readonly ConversationItem[]): Promise<readonly Work[]> {
  const roomy = createCompactor<ConversationItem>({ contextWindow: 100_000_000, counter: heuristicCounter });
  let grown = session;
  await roomy.fit(grown);
  let call = 0;
  const appended = () => {
    call += 1;
    const call_id = `added_${call}`;
    const output = { type: "function_call_output", call_id, output: "ok" };
    grown = [...grown, { type: "function_call", call_id, name: "read", arguments: "{}" }, output];
  };
  return [
    { name: "fit after two items were appended", prepare: appended, run: () => roomy.fit(grown), limit: 0.4 },
    { name: "fit on an unchanged conversation", run: () => roomy.fit(grown) },
  ];
}

/** The steps of a compaction by themselves, on items that were counted before. */
export async function stepWorks(session: readonly ConversationItem[]): Promise<readonly Work[]> {
  const analyser = createAnalyser({ adapter: openaiResponses, counter: heuristicCounter });
  const settings = { analyser, archives: false };
  const view = buildView(session, settings);
  const budget = { target: Math.floor(view.totalTokens / 4) };
  const strategy = window<ConversationItem>();
  const proposal = await strategy.propose(view, budget, undefined);
  if (proposal.kind !== "edits") throw new Error("The window strategy had nothing to propose.");
  const draft = originalDraft(session);
  const result = applyEdits(draft, proposal.edits);
  const facts = result.items.map(({ item }) => analyser.facts(item));
  return [
    {
      name: "replan: view and proposal",
      run: () => strategy.propose(buildView(session, settings), budget, undefined),
      limit: 10,
    },
    {
      name: "validate: edits, result, coverage",
      run: () => [
        findEditViolation(view, proposal.edits),
        findViolation(facts, new Set()),
        findUncovered(result, session.length, new Set()),
      ],
      limit: 10,
    },
    { name: "apply", run: () => applyEdits(draft, proposal.edits), limit: 20 },
  ];
}

/** The same on ten times as many items, to see how it grows. */
export function largeWorks(large: readonly ConversationItem[]): readonly Work[] {
  return [
    { name: "count heuristically and compact, 100,000 items", run: () => compact(large, { target }) },
    { name: "count exactly and compact, 100,000 items", run: () => compact(large, { target, counter: o200k }) },
  ];
}
