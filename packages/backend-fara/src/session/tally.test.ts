import { expect, it } from "vitest";
import { createTally } from "./tally.ts";

it("adds up what was reported, and invents nothing", () => {
  const tally = createTally();
  tally.begin();
  tally.add(undefined);
  expect(tally).toMatchObject({ requests: 1, usage: undefined });
  tally.begin();
  tally.add({ inputTokens: 10, outputTokens: 2 });
  tally.add({ inputTokens: 5, outputTokens: 1, cachedInputTokens: 4 });
  expect(tally).toMatchObject({ requests: 2, usage: { inputTokens: 15, outputTokens: 3, cachedInputTokens: 4 } });
  expect(tally.usage).not.toHaveProperty("reasoningTokens");
});
