import { describe, expect, it } from "vitest";
import { createFara } from "./create-fara.ts";
import type { FaraSettings } from "./fara-settings.ts";
import { faraProfiles } from "./profiles/fara-profiles.ts";
import { closedAddress, type ScriptedAnswer, startChatServer } from "./test-support/chat-server.ts";
import { setUpFara } from "./test-support/set-up-fara.ts";
import { acted, browser, call, observe, turnOf } from "./test-support/turns.ts";

const { frame: of7B } = faraProfiles["7b"];
const { frame: of15 } = faraProfiles["1.5"];

describe("createFara", () => {
  it("says what it is", () => {
    const model = createFara({ model: "microsoft/Fara-7B" });
    expect(model).toMatchObject({
      name: "fara/microsoft/Fara-7B",
      model: "microsoft/Fara-7B",
      generation: "7b",
      promptSource: "own",
      frame: { width: 1_428, height: 896, mediaType: "image/png" },
    });
    const custom = createFara({ model: "Fara1.5-9B", systemPrompt: "Act.", mediaType: "image/jpeg" });
    expect(custom).toMatchObject({
      generation: "1.5",
      promptSource: "custom",
      frame: { width: 1_440, height: 896, mediaType: "image/jpeg" },
    });
  });

  it.each<[Partial<FaraSettings>, string]>([
    [{ model: "" }, "model is no text. Give the model's name at the server."],
    [
      { mediaType: "image/webp" },
      "mediaType must be image/png or image/jpeg. Leave it out for PNG, which the models were trained with.",
    ],
    [{ systemPrompt: " " }, "systemPrompt is empty. Leave it out for the prompt of this package."],
    [
      { maximumOutputTokens: 0.5 },
      "maximumOutputTokens must be a whole number above zero. Leave it out for the default.",
    ],
    [
      { searchUrl: "https://example.org" },
      "searchUrl is no address with {query} in it. Write it like https://www.bing.com/search?q={query}&FORM=QBLH, or leave it out.",
    ],
    [
      { baseURL: "ftp://example.org" },
      "baseURL is not an http or https address. Give one such as http://localhost:11434/v1.",
    ],
  ])("refuses %j", (settings, message) => {
    expect(() => createFara({ model: "fara-7b", ...settings })).toThrow(
      expect.objectContaining({ code: "invalid-option", message }),
    );
  });
});

describe("where servers differ", () => {
  const wait = call({ action: "wait" });

  it.each<[string, ScriptedAnswer]>([
    ["everything in reasoning_content", { message: { content: "", reasoning_content: wait } }],
    ["everything in reasoning", { message: { content: null, reasoning: wait } }],
    ["a stray mark of thoughts", `<think>\n${wait}`],
    ["empty thoughts", `<think>\n\n</think>\n\n${wait}`],
    ["thoughts that were taken out", { message: { content: wait.replace("I go on.", ""), reasoning: "I go on." } }],
    ["thoughts beside", { message: { content: wait, reasoning_content: "Hm." } }],
    [
      "native calls",
      {
        message: {
          content: "I go on.",
          tool_calls: [
            { id: "a", type: "function", function: { name: "computer_use", arguments: '{"action": "wait"}' } },
          ],
        },
        finish: "tool_calls",
      },
    ],
  ])("reads %s", async (_, answer) => {
    const { server, model } = await setUpFara([answer], { model: "Fara1.5-4B" });
    const step = await model.start({ task: "Buy tea.", computer: browser }).decide(turnOf(observe(of15)));
    expect(step.decision).toEqual({
      type: "act",
      actions: [{ type: "wait", milliseconds: 3_000 }],
      thoughts: "I go on.",
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ["without /v1 where it is not known", "", "/v1"],
    ["with /v1 where it is missing", "/v1", ""],
  ])("asks %s, and remembers it", async (_, root, given) => {
    const server = await startChatServer({ answers: [wait], root });
    const baseURL = `${new URL(server.baseURL).origin}${given}`;
    const session = createFara({ model: "fara-7b", baseURL }).start({ task: "Buy tea.", computer: browser });
    expect((await session.decide(turnOf(observe(of7B)))).requests).toBe(2);
    expect((await session.decide(turnOf(observe(of7B), acted))).requests).toBe(1);
    expect(server.requests.map((request) => request.url)).toEqual([
      `${root}/chat/completions`,
      `${root}/chat/completions`,
    ]);
  });

  it("asks with /v1 where LM Studio says with the status 200 that there is no such path", async () => {
    const unknown = { error: "Unexpected endpoint or method. (POST /chat/completions)" };
    const server = await startChatServer({ answers: [wait], documents: { "/chat/completions": unknown } });
    const { origin } = new URL(server.baseURL);
    const session = createFara({ model: "fara-7b", baseURL: origin }).start({ task: "Buy tea.", computer: browser });
    expect((await session.decide(turnOf(observe(of7B)))).requests).toBe(2);
    expect((await session.decide(turnOf(observe(of7B), acted))).requests).toBe(1);
  });

  it.each([
    [403, {}, "forbidden"],
    [429, { code: "insufficient_quota" }, "quota"],
    [404, {}, "unsupported"],
  ])("does not ask again at status %i, %j", async (status, fields, code) => {
    const body = { error: { message: "No.", ...fields } };
    const { server, model } = await setUpFara([{ status, body }], { model: "fara-7b" });
    const session = model.start({ task: "Buy tea.", computer: browser });
    await expect(session.decide(turnOf(observe(of7B)))).rejects.toMatchObject({ code });
    expect(server.requests).toHaveLength(1);
  });

  it("tells a missing model from a missing address", async () => {
    const body = { object: "error", message: "The model `fara-7b` does not exist.", code: 404 };
    const { model } = await setUpFara([{ status: 404, body }], { model: "fara-7b" });
    const session = model.start({ task: "Buy tea.", computer: browser });
    await expect(session.decide(turnOf(observe(of7B)))).rejects.toMatchObject({ code: "unknown-model", status: 404 });
  });

  it("asks again where the server fails, but not where it refuses", async () => {
    const failing = await setUpFara([{ status: 500 }, { status: 429 }, wait], { model: "fara-7b" });
    const step = await failing.model.start({ task: "Buy tea.", computer: browser }).decide(turnOf(observe(of7B)));
    expect(step.requests).toBe(3);
    const refusing = await setUpFara([{ status: 401 }, wait], { model: "fara-7b", apiKey: "key-12345678" });
    await expect(
      refusing.model.start({ task: "Buy tea.", computer: browser }).decide(turnOf(observe(of7B))),
    ).rejects.toMatchObject({ code: "unauthenticated" });
    expect(refusing.server.requests[0]?.headers.authorization).toBe("Bearer key-12345678");
  });

  it("says at once where nothing answers", async () => {
    const sleep = () => Promise.reject(new Error("It must not wait."));
    const model = createFara({ model: "fara-7b", baseURL: await closedAddress(), retries: { sleep } });
    const session = model.start({ task: "Buy tea.", computer: browser });
    await expect(session.decide(turnOf(observe(of7B)))).rejects.toMatchObject({ code: "unreachable" });
  });

  it("stops where it is told to, before a request and while it waits for the next", async () => {
    const controller = new AbortController();
    const { server, model } = await setUpFara([{ status: 500 }], {
      retries: {
        sleep: async (_, signal) => {
          controller.abort(new Error("stop"));
          signal?.throwIfAborted();
        },
      },
    });
    const session = model.start({ task: "Buy tea.", computer: browser });
    const { signal } = controller;
    await expect(session.decide(turnOf(observe(of7B)), { signal })).rejects.toThrow("stop");
    await expect(session.decide(turnOf(observe(of7B)), { signal })).rejects.toThrow("stop");
    expect(server.requests).toHaveLength(1);
  });

  it("says which model is missing at whichever address it found", async () => {
    const body = { object: "error", message: "The model `fara-7b` does not exist.", code: 404 };
    const server = await startChatServer({ answers: [{ status: 404, body }] });
    const { origin } = new URL(server.baseURL);
    const session = createFara({ model: "fara-7b", baseURL: origin }).start({ task: "Buy tea.", computer: browser });
    await expect(session.decide(turnOf(observe(of7B)))).rejects.toMatchObject({ code: "unknown-model" });
  });
});
