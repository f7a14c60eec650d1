import type { Call, Entry } from "./neutral.ts";

/** What is wrong with a result, in words; an empty list says that nothing was found. */
export interface Problems {
  /** Why a provider would refuse it: calls and results that have lost each other. */
  readonly unsendable: readonly string[];
  /** What should have stayed: the system message, the first user message, the last one. */
  readonly lost: readonly string[];
  /** What was not in the session: other than one new text, and results made shorter. */
  readonly invented: readonly string[];
}

/** Compares what a peer made of a session with the session. The same rules for everybody, ours included. */
export function findProblems(session: readonly Entry[], result: readonly Entry[]): Problems {
  return {
    unsendable: findUnsendable(result),
    lost: findLost(session, result),
    invented: findInvented(session, result),
  };
}

function findUnsendable(result: readonly Entry[]): readonly string[] {
  /** Calls without a result so far, with the number of user messages before each. */
  const open = new Map<string, number>();
  const called = new Set<string>();
  let users = 0;
  let orphans = 0;
  let repeated = 0;
  let late = 0;
  for (const entry of result) {
    if (entry.kind === "user") users += 1;
    else if (entry.kind === "call") {
      if (called.has(entry.id)) repeated += 1;
      called.add(entry.id);
      open.set(entry.id, users);
    } else if (entry.kind === "result") {
      const usersBefore = open.get(entry.id);
      if (usersBefore !== undefined && usersBefore !== users) late += 1;
      if (open.delete(entry.id)) continue;
      if (called.has(entry.id)) repeated += 1;
      else orphans += 1;
    }
  }
  return counted([
    [orphans, "result without its call before it", "results without their call before them"],
    [open.size, "call without a result", "calls without a result"],
    [repeated, "call or result twice", "calls or results twice"],
    [late, "call with a user message before its result", "calls with a user message before their results"],
  ]);
}

function findLost(session: readonly Entry[], result: readonly Entry[]): readonly string[] {
  const kept = new Set(result.map(keyOf));
  const users = session.filter(({ kind }) => kind === "user");
  const wanted: readonly (readonly [string, Entry | undefined])[] = [
    ["system message", session.find(({ kind }) => kind === "system")],
    ["first user message", users[0]],
    ["last user message", users.at(-1)],
  ];
  return wanted.flatMap(([name, entry]) => (entry === undefined || kept.has(keyOf(entry)) ? [] : [name]));
}

function findInvented(session: readonly Entry[], result: readonly Entry[]): readonly string[] {
  const positions = positionsOf(session);
  const calls = new Map(session.flatMap((entry) => (entry.kind === "call" ? [[entry.id, entry] as const] : [])));
  const results = new Map(
    session.flatMap((entry) => (entry.kind === "result" ? [[entry.id, entry.text] as const] : [])),
  );
  let latest = -1;
  const count = { texts: 0, calls: 0, results: 0, moved: 0 };
  for (const entry of result) {
    const list = positions.get(keyOf(entry));
    if (entry.kind === "call" && !sameCall(entry, calls.get(entry.id))) count.calls += 1;
    else if (entry.kind === "result" && !isShortened(entry.text, results.get(entry.id))) count.results += 1;
    else if (list === undefined) count.texts += 1;
    else {
      const position = list.find((index) => index > latest);
      if (position === undefined) count.moved += 1;
      else latest = position;
    }
  }
  return counted([
    // A summary, or a note on what is missing.
    [Math.max(0, count.texts - 1), "second new text", "more new texts than one"],
    [count.calls, "call that nobody made", "calls that nobody made"],
    [count.results, "result that no tool gave", "results that no tool gave"],
    [count.moved, "entry out of order or repeated", "entries out of order or repeated"],
  ]);
}

function positionsOf(session: readonly Entry[]): ReadonlyMap<string, readonly number[]> {
  const positions = new Map<string, number[]>();
  for (const [index, entry] of session.entries()) {
    const key = keyOf(entry);
    const list = positions.get(key);
    if (list === undefined) positions.set(key, [index]);
    else list.push(index);
  }
  return positions;
}

function keyOf(entry: Entry): string {
  return entry.kind === "call" || entry.kind === "result"
    ? `${entry.kind} ${entry.id}`
    : `${entry.kind}\n${entry.text}`;
}

/** Whether a call is the one of the session; its arguments may have been emptied. */
function sameCall(call: Call, original: Call | undefined): boolean {
  if (original === undefined || call.name !== original.name) return false;
  return call.arguments === original.arguments || call.arguments === "{}";
}

function isShortened(text: string, original: string | undefined): boolean {
  return original !== undefined && (text === original || text.length < original.length);
}

function counted(findings: readonly (readonly [number, string, string])[]): readonly string[] {
  return findings.flatMap(([count, one, many]) => (count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]));
}
