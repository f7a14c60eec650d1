import { maskSecrets } from "@massgen/core/provider";
import type { ConversationView } from "../../conversation/conversation-view.ts";
import { placeStandIn } from "../place-stand-in.ts";
import type { Edit, Proposal, Strategy } from "../strategy.ts";
import { frameSummary } from "./compose-summary.ts";
import { gather } from "./gather.ts";
import { keptMessages } from "./kept-messages.ts";
import { createNotesAsker } from "./model/notes-asker.ts";
import { createTally, type Tally } from "./model/tally.ts";
import { failure, NoSummaryError } from "./no-summary-error.ts";
import { planSummary } from "./plan-summary.ts";
import { shortenNotes } from "./shorten-notes.ts";
import { resolveOptions, type SummarizeOptions, type SummarizeSettings } from "./summarize-options.ts";
import { writeNotes } from "./write-notes.ts";

/**
 * Has a model write notes on the older part of a conversation and puts one message with them in its place.
 *
 * The message also lists files, addresses and commands, taken from the calls themselves, and what the notes lost:
 * demands of the user, identifiers, numbers, errors. A later compaction brings it up to date and does not wrap it. What
 * the conversation says is data to the model, which has no tools; an answer that is empty, cut off, a tool call, nothing
 * but reasoning or as long as its source is asked for once more and then given up, with the reason.
 *
 * Deterministic where the model is. A model's failure is a reason in the report and never a part of the conversation.
 *
 * @throws MassGenError `invalid-option`
 */
export function summarize<Item>(options: SummarizeOptions): Strategy<Item> {
  const settings = resolveOptions(options);
  return {
    name: "summarize",
    asksModel: true,
    async propose(view, { target }, signal, onProgress) {
      const tally = createTally();
      const ended = new AbortController();
      const stop = signal === undefined ? ended.signal : AbortSignal.any([signal, ended.signal]);
      try {
        return withCost(await proposeSummary(view, target, settings, tally, stop, onProgress), tally);
      } catch (error) {
        signal?.throwIfAborted();
        if (!(error instanceof NoSummaryError)) throw error;
        return withCost({ kind: "nothing", reason: error.problem, failed: error.failed }, tally);
      } finally {
        // Ends calls for other parts that one part's failure left running.
        ended.abort();
      }
    },
  };
}

async function proposeSummary<Item>(
  view: ConversationView<Item>,
  target: number,
  settings: SummarizeSettings,
  tally: Tally,
  signal: AbortSignal,
  onProgress: ((fraction: number) => void) | undefined,
): Promise<Proposal<Item>> {
  const countText = (text: string) => view.countText(text);
  const plan = planSummary(view, target, settings);
  const gathered = await gather(view, plan, settings, signal);
  const { covered, coveredTokens, maximumTokens } = plan;
  const { before, role } = placeStandIn(view, covered);
  const lastUser = view.facts.findLastIndex((fact) => fact.role === "user");
  const frame = frameSummary(view, gathered, {
    role,
    archiveId: view.archiveId(covered.map((index) => view.items[index] as Item)),
    reachesPastUser: before <= lastUser && (covered.at(-1) ?? 0) > lastUser,
    maximumTokens,
  });
  const { model, timeoutMilliseconds, contextWindow } = settings;
  const ask = createNotesAsker({ model, timeoutMilliseconds, signal, tally, countText });
  const { notes: earlier, transcript } = gathered;
  const source = { kept: keptMessages(view), notes: earlier, transcript, tokens: coveredTokens };
  const written = await writeNotes(source, { tokens: frame.notesTokens, contextWindow }, ask, countText, onProgress);
  const notes = maskSecrets(await shortenNotes(written, frame.notesTokens, ask, countText));
  const item = frame.withNotes(notes);
  const tokens = view.countItem(item);
  if (tokens >= coveredTokens) {
    throw failure(`the summary has ${tokens} tokens, and what it would stand for only ${coveredTokens}`);
  }
  const removals = covered.map((index): Edit<Item> => ({ kind: "remove", index, reason: "summarised" }));
  const reason = "stands for the items summarised";
  return { kind: "edits", edits: [{ kind: "insert", before, item, covers: covered, reason }, ...removals] };
}

function withCost<Item>(proposal: Proposal<Item>, tally: Tally): Proposal<Item> {
  const cost = tally.cost();
  return cost === undefined ? proposal : { ...proposal, cost };
}
