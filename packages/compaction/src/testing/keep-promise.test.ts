import { describe, expect, it } from "vitest";
import type { Strategy } from "../strategies/strategy.ts";
import { keepPromise } from "./keep-promise.ts";
import type { StrategyPromise } from "./strategy-promises.ts";
import { runTrial, type Situation } from "./strategy-trial.ts";

const message = (text: string) => ({ kind: "message", role: "user", text }) as const;
const situation: Situation = {
  format: "openai-chat",
  history: ["one", "two", "three", "four"].map(message),
  prior: "nothing",
  percent: 50,
  archives: false,
  pinEvery: 0,
};
const idle = (): Strategy<object> => ({ name: "idle", propose: () => ({ kind: "nothing", reason: "idle" }) });

const noThree: StrategyPromise = {
  name: "shows no three",
  check({ view }) {
    if (view.items.some((item) => "content" in item && item.content === "three")) throw new Error("There is a three.");
  },
};

describe("keepPromise", () => {
  it("fails with the shortest conversation that it finds, and the strategy's answer", async () => {
    const failure = keepPromise(noThree, idle, situation, await runTrial(idle, situation));
    await expect(failure).rejects.toThrow(
      [
        "There is a three.",
        "",
        "Seen with 1 items of openai-chat; target 3 of 7 tokens (50 %).",
        'Items: [{"role":"user","content":"three","extra":{"turn":0}}]',
        'Answer: {"kind":"nothing","reason":"idle"}',
      ].join("\n"),
    );
  });

  it("does not look for a shorter one where each check is slow", async () => {
    const failure = keepPromise({ ...noThree, slow: true }, idle, situation, await runTrial(idle, situation));
    await expect(failure).rejects.toThrow("Seen with 4 items");
  });

  it("says nothing where all is well", async () => {
    const kept: Situation = { ...situation, history: [message("one")] };
    await expect(keepPromise(noThree, idle, kept, await runTrial(idle, kept))).resolves.toBeUndefined();
  });
});
