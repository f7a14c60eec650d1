import { describe, expect, it } from "vitest";
import { createSerialiser } from "./serialise.ts";

describe("createSerialiser", () => {
  it("runs work one after the other, also past one that fails", async () => {
    const serialised = createSerialiser();
    const log: string[] = [];
    const work = (name: string, fails = false) =>
      serialised(async () => {
        log.push(`${name} begins`);
        await Promise.resolve();
        log.push(`${name} ends`);
        if (fails) throw new Error(name);
      });
    const results = await Promise.allSettled([work("a"), work("b", true), work("c")]);
    expect(log).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
    expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });
});
