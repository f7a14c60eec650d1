import { describe, expect, it } from "vitest";
import type { BackendChoice } from "../backend-options/backend-choice.ts";
import { compactorTriggerOf, serverThresholdOf, stateForModel } from "./compaction-settings.ts";

const choice: BackendChoice = {
  model: "m",
  baseURL: "https://x",
  api: "responses",
  keyVariable: "K",
  compaction: "auto",
  contextWindow: 100_000,
  trigger: 0.8,
  target: 0.4,
  store: false,
  recall: true,
};

describe("compaction settings", () => {
  it.each<[string, Partial<BackendChoice>, number | undefined, number]>([
    ["auto", {}, undefined, 80_000],
    ["auto with stored responses", { store: true }, 80_000, 90_000],
    ["server", { compaction: "server", trigger: 50_000 }, 50_000, 75_000],
    ["a server with a tiny window", { compaction: "server", contextWindow: 1_000 }, 1_000, 900],
    ["endpoint with stored responses", { compaction: "endpoint", store: true }, undefined, 80_000],
    ["Chat Completions", { api: "chat", store: true }, undefined, 80_000],
  ])("lets the server go first where it compacts: %s", (_title, changes, threshold, trigger) => {
    expect(serverThresholdOf({ ...choice, ...changes })).toBe(threshold);
    expect(compactorTriggerOf({ ...choice, ...changes })).toBe(trigger);
  });

  it("forgets of another model what is true of that model alone", () => {
    const state = stateForModel(
      {
        version: 1,
        window: 4_000,
        calibration: { scale: 1.4, observations: 9 },
        baseline: { length: 3, counted: 10, reported: 20 },
        breaker: { failures: 3, tokensAtFailure: 4_000 },
        continuity: { length: 3, key: "key" },
        reportedTokens: { item: 80 },
      },
      9_000,
    );
    expect(state).toEqual({
      version: 1,
      window: 9_000,
      calibration: { scale: 1, observations: 0 },
      baseline: null,
      breaker: { failures: 0, tokensAtFailure: 0 },
      continuity: { length: 3, key: "key" },
      reportedTokens: { item: 80 },
    });
  });
});
