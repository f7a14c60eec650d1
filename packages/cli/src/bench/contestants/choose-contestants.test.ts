import { describe, expect, it } from "vitest";
import { chatSession } from "../testing/small-session.ts";
import { chooseContestants } from "./choose-contestants.ts";

const live = {
  summaryModel: async () => "Short.",
  backend: { name: "test", compact: () => Promise.reject(new Error("not asked")) },
};

const offline = ["none", "clear-every-turn", "clear-batched", "window", "default-chain"];
const chat = { log: chatSession([]) };
const responses = { log: { ...chat.log, format: "openai-responses" as const } };

function namesOf(...[session, model, rows]: Parameters<typeof chooseContestants>): readonly string[] {
  return chooseContestants(session, model, rows).map(({ strategy, mode }) => `${strategy} ${mode}`);
}

describe("chooseContestants", () => {
  it("emulates nothing but the baseline without a model", () => {
    expect(namesOf(chat, undefined, undefined)).toEqual([
      ...offline.map((name) => `${name} offline`),
      "naive-summary emulated",
    ]);
  });

  it("asks a model for what only a model can do, and a provider for items that it reads", () => {
    const asked = ["naive-summary live", "summarize live"];
    const first = offline.map((name) => `${name} offline`);
    expect(namesOf(chat, live, undefined)).toEqual([...first, ...asked]);
    expect(namesOf(responses, live, undefined)).toEqual([...first, ...asked, "native live"]);
    expect(namesOf(responses, { ...live, backend: undefined }, undefined)).toEqual([...first, ...asked]);
  });

  it("takes only the rows that were asked for", () => {
    expect(namesOf(responses, live, new Set(["none", "native"]))).toEqual(["none offline", "native live"]);
  });
});
