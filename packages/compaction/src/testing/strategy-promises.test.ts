import { describe, expect, it, onTestFinished, vi } from "vitest";
import { clearedNote, isClearedNote } from "../conversation/notes.ts";
import { clearToolResults } from "../strategies/clear-tool-results.ts";
import type { Edit, Proposal, Strategy } from "../strategies/strategy.ts";
import { answersTheSame, strategyPromises } from "./strategy-promises.ts";
import { runTrial, type Situation } from "./strategy-trial.ts";

type Propose = Strategy<object>["propose"];
type Shown = Parameters<Propose>[0];

const response = { kind: "response", reasoning: false, text: "", outputs: ["line of output\n".repeat(100)] } as const;
const situation: Situation = {
  format: "openai-chat",
  history: [{ kind: "message", role: "user", text: "Review it." }, response, response, response, response],
  prior: "nothing",
  percent: 10,
  archives: false,
  pinEvery: 0,
};

const edits = (...list: readonly Edit<object>[]): Proposal<object> => ({ kind: "edits", edits: list });
const replace = (index: number, item: object): Edit<object> => ({ kind: "replace", index, item, reason: "test" });
const remove = (index: number): Edit<object> => ({ kind: "remove", index, reason: "test" });
const insert = (before: number, item: object, covers: readonly number[] = []): Edit<object> => {
  return { kind: "insert", before, item, covers, reason: "test" };
};
const user = (content: string) => ({ role: "user", content });
const clear = (view: Shown, index: number, text = clearedNote(375)) =>
  replace(index, view.adapter.replaceResult(view.items[index] ?? {}, "", text));
/** Clears the first whole result, if any. */
const clearOne = (view: Shown) => {
  const index = view.facts.findIndex(({ results: [result] }) => result !== undefined && !isClearedNote(result.text));
  return index < 0 ? ({ kind: "nothing", reason: "no more" } as const) : edits(clear(view, index));
};

/** Names of the promises that a strategy breaks. */
async function broken(propose: Propose, where: Partial<Situation> = {}): Promise<readonly string[]> {
  const makeStrategy = (): Strategy<object> => ({ name: "mine", propose });
  const trial = await runTrial(makeStrategy, { ...situation, ...where });
  const names: string[] = [];
  for (const promise of [...strategyPromises, answersTheSame]) {
    try {
      await promise.check(trial, makeStrategy);
    } catch {
      names.push(promise.name);
    }
  }
  return names;
}

let calls = 0;

describe("the promises of a strategy", () => {
  const proposes = "proposes edits that may be made, each with a reason, or says why it has none";
  const pairs = "leaves each call with its result and reasoning with what it led to";
  const keeps = "keeps what is pinned as it is, and the last user message last";
  const smaller = "makes the conversation smaller";
  const nothingToAdd = "has nothing to add to its own result";

  it.each<[string, readonly string[], Propose]>([
    ["clears all but the newest", [], clearToolResults<object>({ keepRecent: 1 }).propose],
    ["throws", [proposes], () => Promise.reject(new Error("broken"))],
    ["proposes no edits", [proposes, smaller, nothingToAdd], () => edits()],
    ["has no reason", [proposes], () => ({ kind: "nothing", reason: "" })],
    ["edits what is pinned", [proposes], () => edits(replace(0, user("x")))],
    ["removes without a stand-in", [proposes], () => edits(remove(1), remove(2))],
    [
      "takes a result from its call",
      [pairs, nothingToAdd],
      () => edits(remove(2), insert(1, { role: "assistant", content: "" }, [2])),
    ],
    ["adds a user message", [keeps, smaller, nothingToAdd], () => edits(insert(9, user("Go on.")))],
    ["makes it larger", [smaller, nothingToAdd], (view) => edits(clear(view, 2, "x".repeat(9_000)))],
    ["clears one result at a time", [nothingToAdd], clearOne],
    [
      "sorts the items in place",
      [proposes],
      (view) => edits(clear({ ...view, items: (view.items as object[]).reverse() }, 1)),
    ],
    [
      "changes the pins",
      ["changes nothing that it is given"],
      (view) => {
        (view.pinned as Set<number>).clear();
        return { kind: "nothing", reason: "test" };
      },
    ],
    [
      "answers differently each time",
      [nothingToAdd, "answers the same each time"],
      (view) => {
        calls += 1;
        return edits(clear(view, 2, `[massgen: ${calls}]`));
      },
    ],
  ])("of one that %s: %j are broken", async (_name, names, propose) => {
    expect(await broken(propose)).toEqual(names);
  });

  it("of one that edits what an earlier compaction left: stubs are to stay", async () => {
    const propose: Propose = (view) => edits(clear(view, 2, "gone"), clear(view, 8, "gone"));
    expect(await broken(propose, { prior: "clear" })).toEqual([
      "leaves stubs of earlier compactions as they are",
      nothingToAdd,
    ]);
  });

  it("of one that does not listen to its signal: it is to stop", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const makeStrategy = (): Strategy<object> => ({ name: "mine", propose: () => new Promise<never>(() => {}) });
    const trial = await runTrial(() => clearToolResults(), situation);
    const stops = strategyPromises.find(({ name }) => name === "stops when its signal aborts");
    const failure = expect(stops?.check(trial, makeStrategy)).rejects.toThrow();
    await vi.runAllTimersAsync();
    await failure;
  });
});
