import { MassGenError } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMemoryArchive } from "../memory-archive.ts";
import { native } from "../strategies/native/native.ts";
import type { Strategy } from "../strategies/strategy.ts";
import { createCompactingDouble } from "../testing/compacting-double.ts";
import { lengthCounter } from "../testing/length-counter.ts";
import { checkCompactorState } from "./check-compactor-state.ts";
import { createCompactor } from "./create-compactor.ts";

const prices = { input: 1, cachedInput: 0.1, output: 5 };
const settings = { contextWindow: 4_000, counter: lengthCounter, prices, archive: createMemoryArchive() };

/** A state in which every part is there, and the conversation that it belongs to. */
async function fullSituation(): Promise<{ readonly state: unknown; readonly items: readonly object[] }> {
  const compactor = createCompactor<object>({
    ...settings,
    strategies: [native({ backend: createCompactingDouble({ outputTokens: 700 }) })],
  });
  const calls = Array.from({ length: 12 }, (_, index) => [
    { type: "function_call", call_id: `c${index}`, name: "read", arguments: "{}" },
    { type: "function_call_output", call_id: `c${index}`, output: "tool output ".repeat(100) },
  ]);
  const { items } = await compactor.fit([{ type: "message", role: "user", content: "first" }, ...calls.flat()]);
  compactor.record({ inputTokens: 1_500, outputTokens: 10 });
  await compactor.fit(items);
  return JSON.parse(JSON.stringify({ state: compactor.state(), items }));
}

async function fullState(): Promise<unknown> {
  return (await fullSituation()).state;
}

/** Every path to a value in it. */
function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  const below = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [path, ...below.flatMap(([name, entry]) => pathsIn(entry, [...path, name]))];
}

function withValue(state: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (typeof state !== "object" || state === null) return state;
  const copy: object = Array.isArray(state) && /^\d+$/.test(name) ? [...state] : { ...state };
  Object.defineProperty(copy, name, {
    value: withValue(Reflect.get(copy, name), rest, value),
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return copy;
}

const plausible = fc.oneof(fc.nat({ max: 9_000 }), fc.double({ min: 0, max: 1e9, noNaN: true }));
const nonsense = fc.oneof(
  fc.constantFrom<unknown>(Number.NaN, Number.POSITIVE_INFINITY, -1, -0.5, 1e308, 0.5, 3, null, undefined),
  fc.constantFrom<unknown>("", "12", [], [[1, 0]], [[-1, 2]], [null], {}, { length: 3 }, true, 10n, Symbol.iterator),
  fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat()), { maxLength: 3 }),
  fc.anything(),
);

describe("createCompactor with a saved state", () => {
  it("goes on with it, or refuses it with one error that names the place, and never breaks", {
    timeout: 60_000,
  }, async () => {
    const { state, items } = await fullSituation();
    const user = (content: string) => ({ type: "message", role: "user", content });
    const grown = [...items, user("more ".repeat(1_500)), user("And now?")];
    expect(pathsIn(state).length).toBeGreaterThan(30);
    const paths = pathsIn(state);
    const numbers = paths.filter((path) => typeof path.reduce(Reflect.get, Object(state)) === "number");
    const mutation = fc.oneof(
      fc.record({ path: fc.constantFrom(...paths), value: nonsense }),
      fc.record({ path: fc.constantFrom(...numbers), value: plausible }),
    );
    let refused = 0;
    let worked = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
        const mutated = mutations.reduce((before, { path, value }) => withValue(before, path, value), state);
        try {
          const compactor = createCompactor<object>({ ...settings, state: mutated as never });
          const { report } = await compactor.fit(grown);
          expect(Number.isFinite(report.tokensBefore) && report.tokensBefore > 0).toBe(true);
          compactor.record({ inputTokens: 100, outputTokens: 1 });
          await compactor.recover(grown);
          await compactor.rebuild(items).catch((error: unknown) => {
            expect(MassGenError.isInstance(error) && error.code).toBe("lost-originals");
          });
          // What it says then can be read again.
          checkCompactorState(JSON.parse(JSON.stringify(compactor.state())));
          worked += 1;
        } catch (error) {
          if (!MassGenError.isInstance(error)) throw error;
          expect(error.code).toBe("invalid-option");
          expect(error.message).toMatch(
            /^state[\w.[\]…]* must be [^\n]+\. Pass what state\(\) gave, as it was saved, or leave it out to begin anew\.$/,
          );
          refused += 1;
        }
      }),
      { numRuns: 2_000, seed: 20261126 },
    );
    expect([worked, refused].every((times) => times > 200)).toBe(true);
  });

  it.each<[string, unknown, string]>([
    ["rent", Number.NaN, "state.breakEven.rent must be a number, zero or more."],
    ["debt", -1, "state.breakEven.debt must be a number, zero or more."],
    ["savingPerCall", Number.POSITIVE_INFINITY, "state.breakEven.savingPerCall must be a number, zero or more."],
    ["floor", "9", "state.breakEven.floor must be a number of tokens, zero or more."],
    ["outputTokens", null, "state.breakEven.outputTokens must be a number of tokens, zero or more."],
    ["lost", {}, "state.breakEven.lost must be a number, zero or more."],
  ])("refuses a ledger whose %s is %s", async (name, value, problem) => {
    const state = withValue(await fullState(), ["breakEven", name], value);
    expect(() => createCompactor({ ...settings, state: state as never })).toThrow(
      expect.objectContaining({ code: "invalid-option", problem }),
    );
  });

  it("takes a ledger of an earlier version, and no number of it that is none", { timeout: 60_000 }, async () => {
    const state = withValue(await fullState(), ["breakEven", "lost"], undefined);
    expect(createCompactor({ ...settings, state: state as never }).state().breakEven?.lost).toBe(0);
    const amount = fc.oneof(fc.double(), fc.anything());
    const ledger = fc.record({
      rent: amount,
      debt: amount,
      savingPerCall: amount,
      floor: amount,
      outputTokens: amount,
    });
    fc.assert(
      fc.property(ledger, (breakEven) => {
        const isRight = Object.values(breakEven).every((value) => Number.isFinite(value) && Number(value) >= 0);
        let isTaken = true;
        try {
          createCompactor({ ...settings, state: withValue(state, ["breakEven"], breakEven) as never });
        } catch (error) {
          if (!MassGenError.isInstance(error)) throw error;
          isTaken = false;
        }
        expect(isTaken && !isRight).toBe(false);
      }),
      { numRuns: 500, seed: 20261126 },
    );
  });

  it("passes over what a later version added", async () => {
    const state = withValue(await fullState(), ["extra"], { anything: true });
    expect(() => checkCompactorState(state)).not.toThrow();
  });

  it.each([[null], [5], ["{}"], [[]]])("refuses a state that is no object: %j", (state) => {
    expect(() => createCompactor({ ...settings, state: state as never })).toThrow("state must be an object.");
  });

  it("reads again what a compactor says after requests that nobody makes", async () => {
    const messages = [{ role: "user", content: "Hello" }];
    const refused = createCompactor<object>(settings);
    await refused.recover([]);
    expect(refused.state().window).toBe(4_000);
    const shrunk = createCompactor<object>(settings);
    await shrunk.fit(messages, { request: { instructions: "x".repeat(9_000) } });
    shrunk.record({ inputTokens: 10, outputTokens: 1 });
    // More went from the request than the provider ever reported.
    const { report } = await shrunk.fit(messages);
    expect(report.tokensBefore).toBeGreaterThan(0);
    const odd: Strategy<object> = {
      name: "odd",
      propose: ({ items }) => ({
        kind: "edits",
        edits: [
          {
            kind: "insert",
            before: 0,
            item: { type: "compaction", encrypted_content: "sealed" },
            covers: [1],
            tokens: Number.NaN,
            reason: "odd",
          },
          { kind: "remove", index: 1, reason: `of ${items.length}` },
        ],
      }),
    };
    const spoilt = createCompactor<object>({ ...settings, strategies: [odd] });
    const user = (content: string) => ({ type: "message", role: "user", content });
    await spoilt.compact([
      user("first"),
      { type: "message", role: "assistant", content: "x".repeat(4_000) },
      user("last"),
    ]);
    for (const compactor of [refused, shrunk, spoilt]) {
      checkCompactorState(JSON.parse(JSON.stringify(compactor.state())));
    }
  });
});
