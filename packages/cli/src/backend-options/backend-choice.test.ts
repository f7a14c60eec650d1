import { describe, expect, it } from "vitest";
import { resolveBackendChoice, resolveModelPlace } from "./backend-choice.ts";

const local = "http://localhost:11434/v1";

describe("resolveModelPlace", () => {
  it("takes options before what is saved, and that before the environment", () => {
    const environment = { MASSGEN_MODEL: "env", OPENAI_BASE_URL: "http://env/v1" };
    const saved = { model: "saved", baseURL: "http://saved/v1", api: "responses", keyVariable: "SAVED_KEY" } as const;
    expect(resolveModelPlace({}, environment)).toEqual({
      model: "env",
      baseURL: "http://env/v1",
      api: "chat",
      keyVariable: "OPENAI_API_KEY",
    });
    expect(resolveModelPlace({}, environment, saved)).toEqual(saved);
    expect(resolveModelPlace({ model: "typed" }, environment, saved)).toEqual({ ...saved, model: "typed" });
  });

  it("sends another server neither the key nor the protocol of the one before", () => {
    const saved = { model: "saved", baseURL: "http://saved/v1", api: "responses", keyVariable: "SAVED_KEY" } as const;
    expect(resolveModelPlace({ baseUrl: local }, {}, saved)).toEqual({
      model: "saved",
      baseURL: local,
      api: "chat",
      keyVariable: "OPENAI_API_KEY",
    });
  });

  it.each([
    ["https://api.openai.com/v1/", "responses"],
    ["https://eu.api.openai.com/v1", "responses"],
    ["https://mine.openai.azure.com/openai/v1", "responses"],
    ["https://api.openai.com.example.org/v1", "chat"],
    ["https://notapi.openai.com.example.org/v1", "chat"],
    [local, "chat"],
  ])("speaks to %s over %s", (baseUrl, api) => {
    expect(resolveModelPlace({ model: "m", baseUrl }, {}).api).toBe(api);
  });

  it.each([
    [
      { baseUrl: "localhost" },
      '--base-url "localhost" is no web address. Write, for example, http://localhost:11434/v1.',
    ],
    [
      { baseUrl: "file:///x" },
      '--base-url "file:///x" is no web address. Write, for example, http://localhost:11434/v1.',
    ],
    [
      { baseUrl: "http://x/v1?key=1" },
      "--base-url has a query or a fragment. Leave away what follows the path. Write, for example, http://localhost:11434/v1.",
    ],
    [
      { apiKeyEnv: "A B" },
      "--api-key-env takes the name of an environment variable. Write, for example, GROQ_API_KEY.",
    ],
  ])("refuses %j", (typed, message) => {
    expect(() => resolveModelPlace({ model: "m", ...typed }, {})).toThrow(message);
  });
});

it("names the variable that an address came from", () => {
  expect(() => resolveModelPlace({ model: "m" }, { OPENAI_BASE_URL: "http://me:word@x/v1" })).toThrow(
    "OPENAI_BASE_URL holds a login. Put the key into an environment variable, see --api-key-env.",
  );
});

describe("resolveBackendChoice", () => {
  it("has a default for everything but the model", async () => {
    expect(await resolveBackendChoice({ model: "m" }, {})).toEqual({
      model: "m",
      baseURL: "https://api.openai.com/v1",
      api: "responses",
      keyVariable: "OPENAI_API_KEY",
      compaction: "auto",
      contextWindow: 128_000,
      contextWindowFact: { evidence: "assumed", source: "the default for a model that is not in the catalogue" },
      trigger: 0.8,
      target: 0.4,
      store: false,
      recall: true,
    });
  });

  it("keeps what a conversation was begun with, and leaves out what another protocol does not have", async () => {
    const first = await resolveBackendChoice(
      { model: "m", store: true, compaction: "endpoint", instructions: "@@home", contextWindow: "9k", recall: false },
      {},
    );
    expect(first).toMatchObject({ store: true, compaction: "endpoint", instructions: "@home", contextWindow: 9_000 });
    expect(await resolveBackendChoice({}, {}, first)).toEqual(first);
    const elsewhere = await resolveBackendChoice({ baseUrl: local }, {}, first);
    expect(elsewhere).toMatchObject({ api: "chat", store: false, compaction: "auto", recall: false });
  });

  it("refuses what the protocol does not have where it is asked for", async () => {
    await expect(resolveBackendChoice({ model: "m", baseUrl: local, store: true }, {})).rejects.toThrow(
      "--store needs OpenAI's Responses API. Add --api responses where the server has it, or leave it out.",
    );
    await expect(resolveBackendChoice({ model: "m", compaction: "of" }, {})).rejects.toThrow(
      '--compaction has no "of". Did you mean "off"?',
    );
    await expect(resolveBackendChoice({ model: "m", instructions: "@/none" }, {})).rejects.toThrow(
      "There is no file /none. Check the path.",
    );
  });
});
