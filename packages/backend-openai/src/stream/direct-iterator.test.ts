import type { BackendEvent } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { collect, textOf } from "../testing/collect.ts";
import { createDirectIterator, type DirectRun } from "./direct-iterator.ts";

const text = (piece: string): BackendEvent => ({ type: "text-delta", text: piece });

/** A run of texts that come some at a time; an error is thrown where it stands, or in place of some that would come. */
function runOf(...fills: readonly (Error | readonly (string | Error)[])[]) {
  const pieces: (string | Error)[] = [];
  const failures: unknown[] = [];
  let filled = 0;
  const run: DirectRun = {
    take() {
      const piece = pieces.shift();
      if (piece instanceof Error) throw piece;
      return piece === undefined ? undefined : text(piece);
    },
    async fill() {
      const more = fills[filled];
      if (more === undefined) return false;
      filled += 1;
      if (more instanceof Error) throw more;
      pieces.push(...more);
      return true;
    },
    failed(error) {
      failures.push(error);
    },
  };
  return { run, failures, filled: () => filled };
}

describe("createDirectIterator hands on", () => {
  it("what the generator yields by itself", async () => {
    const events = createDirectIterator(
      (async function* () {
        yield text("a");
        yield text("b");
        return undefined;
      })(),
    );
    expect(await collect(events)).toEqual([text("a"), text("b")]);
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  it("runs in their place among the other events, and goes on with the generator when they end", async () => {
    const first = runOf(["b", "c"], [], ["d"]);
    const empty = runOf();
    const last = runOf(["f"]);
    const events = createDirectIterator(
      (async function* () {
        yield text("a");
        yield first.run;
        yield empty.run;
        yield text("e");
        yield last.run;
        return undefined;
      })(),
    );
    expect(textOf(await collect(events))).toBe("abcdef");
    expect([first, empty, last].flatMap(({ failures }) => failures)).toEqual([]);
  });

  it("what is here, before it waits for more", async () => {
    const { run, filled } = runOf(["a", "b"], ["c"]);
    const events = createDirectIterator(
      (async function* () {
        yield run;
        return undefined;
      })(),
    );
    const counts: number[] = [];
    for await (const _event of events) counts.push(filled());
    expect(counts).toEqual([1, 1, 2]);
  });

  it("what the generator throws", async () => {
    const broken = new Error("broken");
    const { run, failures } = runOf(["a"]);
    const events = createDirectIterator(
      (async function* () {
        yield run;
        throw broken;
      })(),
    );
    expect(await events.next()).toEqual({ done: false, value: text("a") });
    await expect(events.next()).rejects.toBe(broken);
    expect(await events.next()).toEqual({ done: true, value: undefined });
    expect(failures).toEqual([]);
  });
});

describe("a run that fails", () => {
  const broken = new Error("broken");

  it.each([
    ["while it takes", [["a", broken, "lost"], ["lost"]]],
    ["while it takes the first", [[broken, "lost"]]],
    ["while it waits", [["a"], broken, ["lost"]]],
    ["at its start", [broken, ["lost"]]],
  ])("%s is told once, and the generator goes on behind it", async (_when, fills) => {
    const { run, failures } = runOf(...fills);
    const events = createDirectIterator(
      (async function* () {
        yield run;
        yield text(` after ${failures.length}`);
        return undefined;
      })(),
    );
    expect(textOf(await collect(events))).toMatch(/^a? after 1$/);
    expect(failures).toEqual([broken]);
  });

  it("fails the iterator only where the generator says so", async () => {
    const { run, failures } = runOf(["a"], broken);
    const events = createDirectIterator(
      (async function* () {
        yield run;
        throw new Error("told", { cause: failures[0] });
      })(),
    );
    expect(await events.next()).toEqual({ done: false, value: text("a") });
    await expect(events.next()).rejects.toMatchObject({ message: "told", cause: broken });
  });
});

describe("an iterator that is left", () => {
  /** A generator with one run, and what became of it. */
  function watched() {
    const parts = runOf(["a", "b"], ["c"]);
    const ended: string[] = [];
    const events = createDirectIterator(
      (async function* () {
        try {
          yield parts.run;
          ended.push("run");
          yield text("d");
        } finally {
          ended.push("finally");
        }
        return undefined;
      })(),
    );
    return { ...parts, events, ended };
  }

  const done = { done: true, value: undefined };

  it("inside a run ends its generator, and tells no more", async () => {
    const { events, ended, filled, failures } = watched();
    for await (const event of events) {
      expect(event).toEqual(text("a"));
      break;
    }
    expect(ended).toEqual(["finally"]);
    expect(await events.next()).toEqual(done);
    expect(filled()).toBe(1);
    expect(failures).toEqual([]);
  });

  it("by its reader's error ends its generator, and tells no more", async () => {
    const { events, ended } = watched();
    const reading = (async () => {
      for await (const event of events) throw new Error(event.type);
    })();
    await expect(reading).rejects.toThrow("text-delta");
    expect(ended).toEqual(["finally"]);
    expect(await events.next()).toEqual(done);
  });

  it("by throw() ends its generator, fails with the error, and tells no more", async () => {
    const { events, ended } = watched();
    await events.next();
    const reason = new Error("enough");
    await expect(events.throw(reason)).rejects.toBe(reason);
    expect(ended).toEqual(["finally"]);
    expect(await events.next()).toEqual(done);
  });

  it("by the end of its block ends its generator", async () => {
    const { events, ended } = watched();
    {
      await using leaving = events;
      await leaving.next();
    }
    expect(ended).toEqual(["finally"]);
    expect(await events.next()).toEqual(done);
  });

  it("while it waits for a run does not hang, and tells no more", async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const take = (): BackendEvent | undefined => undefined;
    const run: DirectRun = { take, fill: () => promise, failed: () => {} };
    const events = createDirectIterator(
      (async function* () {
        try {
          yield run;
          yield text("late");
        } finally {
          resolve(true);
        }
        return undefined;
      })(),
    );
    const waiting = events.next();
    // Until the iterator waits for the run and not for its generator.
    await new Promise(setImmediate);
    expect(await events.return(undefined)).toEqual(done);
    expect(await waiting).toEqual(done);
  });

  it("before it began begins nothing", async () => {
    const { events, ended, filled } = watched();
    expect(await events.return(undefined)).toEqual(done);
    expect(await events.next()).toEqual(done);
    expect([ended, filled()]).toEqual([[], 0]);
  });
});
