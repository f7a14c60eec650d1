import { detectFormat, type Format, type ItemAdapter, type ItemFacts } from "@massgen/compaction";
import { inputError } from "../input-error.ts";
import { adapterDeclared } from "../options/format.ts";
import type { RawSession, SessionCall, SessionLog } from "./session-log.ts";
import type { SkipTally } from "./skip-tally.ts";

/**
 * Makes a session of what a reader found: items that are none of the format go, so do results without a call, which no
 * provider would take; calls are put where they belong afterwards.
 *
 * @throws MassGenError `invalid-input` where nothing is left, or no model was called.
 */
export function finishLog(path: string, raw: RawSession, tally: SkipTally): SessionLog {
  const adapter = adapterFor(raw, path);
  const { items, facts, places } = keepValid(raw.items, adapter, tally);
  if (items.length === 0) throw inputError(`${path} holds no conversation.`, "Name the log of an agent's session.");
  const calls = raw.calls.length > 0 ? movedCalls(raw.calls, places) : callPlaces(facts);
  if (calls.length === 0) {
    throw inputError(`${path} holds nothing that a model answered.`, "Name the log of an agent's session.");
  }
  const { source, compactions } = raw;
  const format = adapter.format as Format;
  return { path, source, format, adapter, items, calls, compactions, skipped: tally.records() };
}

function adapterFor({ format, items }: RawSession, path: string): ItemAdapter<unknown> {
  const declared = adapterDeclared(format);
  if (declared !== undefined) return declared;
  try {
    const detected = adapterDeclared(detectFormat(items));
    if (detected !== undefined) return detected;
  } catch {
    // Said below in words that fit a log.
  }
  throw inputError(
    `${path} holds no conversation that is known.`,
    "Pass a log of massgen, Claude Code or Codex, or a conversation in a format of massgen compact.",
  );
}

interface ValidItems {
  readonly items: readonly unknown[];
  readonly facts: readonly ItemFacts[];
  /** For each index in what was read, and for its end, the index among what was kept. */
  readonly places: readonly number[];
}

function keepValid(all: readonly unknown[], adapter: ItemAdapter<unknown>, tally: SkipTally): ValidItems {
  const items: unknown[] = [];
  const facts: ItemFacts[] = [];
  const places: number[] = [];
  const open = new Map<string, number>();
  for (const item of all) {
    places.push(items.length);
    const fact = describe(item, adapter);
    if (fact === undefined) {
      tally.add([`item that is none of ${adapter.format}`, `items that are none of ${adapter.format}`]);
    } else if (!take(fact, open)) {
      tally.add(["result without its call", "results without their call"]);
    } else {
      items.push(item);
      facts.push(fact);
    }
  }
  places.push(items.length);
  return { items, facts, places };
}

function describe(item: unknown, adapter: ItemAdapter<unknown>): ItemFacts | undefined {
  try {
    return adapter.describe(item);
  } catch {
    return undefined;
  }
}

/** Notes the calls that an item makes and takes off those that it answers; false, and nothing noted, where one is missing. */
function take({ calls, results }: ItemFacts, open: Map<string, number>): boolean {
  const changes = new Map<string, number>();
  for (const { id } of calls) changes.set(id, (changes.get(id) ?? 0) + 1);
  for (const { callId } of results) changes.set(callId, (changes.get(callId) ?? 0) - 1);
  if ([...changes].some(([id, change]) => (open.get(id) ?? 0) + change < 0)) return false;
  for (const [id, change] of changes) open.set(id, (open.get(id) ?? 0) + change);
  return true;
}

function movedCalls(calls: readonly SessionCall[], places: readonly number[]): readonly SessionCall[] {
  return calls
    .map((call) => ({ ...call, afterItem: places[call.afterItem] ?? 0 }))
    .filter((call) => call.afterItem > 0)
    .toSorted((left, right) => left.afterItem - right.afterItem);
}

/** Each place at which the model begins to speak; neighbouring items of the model count as one response. */
function callPlaces(facts: readonly ItemFacts[]): readonly SessionCall[] {
  return facts.flatMap(({ role }, index) =>
    role === "assistant" && index > 0 && facts[index - 1]?.role !== "assistant" ? [{ afterItem: index }] : [],
  );
}
