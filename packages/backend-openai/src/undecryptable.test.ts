import type { ConversationItem } from "@massgen/core";
import { type EmulatedModel, type OpenaiEmulator, startOpenaiEmulator } from "@massgen/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { createOpenai, type OpenaiBackend } from "./create-openai.ts";
import type { OpenaiSettings } from "./settings/openai-settings.ts";
import { createEndpointSupport } from "./support/endpoint-support.ts";
import { collect, finishOf } from "./testing/collect.ts";
import { readTool, user } from "./testing/items.ts";

/** Reads at first, and has read then. */
const reply: EmulatedModel["reply"] = ({ entries }) =>
  entries.length === 1
    ? { reasoning: "I look.", text: "Wait.", calls: [{ name: "read", arguments: { path: "a" } }] }
    : { reasoning: "I see.", text: "Done." };

const models = { "gpt-test": { contextWindow: 10_000, reply } };

interface Moved {
  readonly backend: OpenaiBackend;
  /** The server of the second organisation, at the address of the first. */
  readonly emulator: OpenaiEmulator;
  /** A conversation whose reasoning only the first organisation can read. */
  readonly items: readonly ConversationItem[];
}

/** A conversation that began with one organisation's key, and goes on with another's at the same address. */
async function move(settings: Partial<OpenaiSettings> = {}, sealed = false): Promise<Moved> {
  const first = await startOpenaiEmulator({ models, organization: "org-a", sealKey: "a" });
  const { baseURL } = first;
  let backend: OpenaiBackend;
  let items: readonly ConversationItem[];
  try {
    backend = createOpenai({
      model: "gpt-test",
      apiKey: async () => "key-of-whom-it-may-be",
      baseURL,
      support: createEndpointSupport(),
      // A connection to the first server may be used once more after its end.
      retries: { maximumRetries: 2, sleep: async () => {} },
      ...settings,
    });
    const made = finishOf(await collect(backend.stream({ items: [user("Read a.")], tools: [readTool] }))).items;
    const output = { type: "function_call_output", call_id: made.at(-1)?.call_id, output: "x" };
    items = [user("Read a."), ...made, output];
    if (sealed) {
      const compacted = [...(await backend.compact({ items })).items, user("Go on.")];
      const { items: more } = finishOf(await collect(backend.stream({ items: compacted, tools: [readTool] })));
      items = [...compacted, ...more, user("And?")];
    }
  } finally {
    await first.close();
  }
  const port = Number(new URL(baseURL).port);
  const emulator = await startOpenaiEmulator({ models, organization: "org-b", sealKey: "b", port });
  onTestFinished(() => emulator.close());
  return { backend, emulator, items };
}

const statusesOf = ({ requests }: OpenaiEmulator) => requests.map(({ status }) => status);
const kindsOf = ({ requests }: OpenaiEmulator) => requests.at(-1)?.seen?.entries.map(({ kind }) => kind);

describe("reasoning that a new key cannot read", () => {
  it("is left out in the same call, with the ids of what it led to, and the conversation goes on", async () => {
    const { backend, emulator, items } = await move();
    const events = await collect(backend.stream({ items, tools: [readTool] }));
    expect(statusesOf(emulator)).toEqual([400, 200]);
    expect(kindsOf(emulator)).toEqual(["message", "message", "call", "output"]);
    expect(JSON.stringify(emulator.requests[1]?.body)).not.toMatch(/"id":/);
    expect(finishOf(events).items.map(({ type }) => type)).toEqual(["reasoning", "message"]);
  });

  it("is not sent again later, while what the new key made is", async () => {
    const { backend, emulator, items } = await move();
    const second = finishOf(await collect(backend.stream({ items, tools: [readTool] })));
    const more = [...items, ...second.items, user("And?")];
    await collect(backend.stream({ items: more, tools: [readTool] }));
    expect(statusesOf(emulator)).toEqual([400, 200, 200]);
    expect(kindsOf(emulator)).toEqual(["message", "message", "call", "output", "reasoning", "message", "message"]);
  });

  it("is left out where the provider says so in the midst of an answer, and what came before is void", async () => {
    const { backend, emulator, items } = await move();
    const readable = items.filter(({ type }) => type !== "reasoning");
    const made = finishOf(await collect(backend.stream({ items, tools: [readTool] }))).items;
    emulator.fail({ kind: "failed", code: "invalid_encrypted_content", message: "It could not be decrypted." });
    const events = await collect(backend.stream({ items: [...readable, ...made, user("And?")], tools: [readTool] }));
    expect(events.find(({ type }) => type === "restart")).toMatchObject({
      error: { code: "undecryptable" },
      delayMilliseconds: 0,
    });
    expect(events.at(-1)?.type).toBe("finish");
  });

  it("stays in the conversation that was given", async () => {
    const { backend, items } = await move();
    const before = structuredClone(items);
    await collect(backend.stream({ items, tools: [readTool] }));
    expect(items).toEqual(before);
  });

  it("is left out where the response to go on from is lost as well", async () => {
    const { backend, emulator, items } = await move({ store: true });
    await collect(backend.stream({ items, tools: [readTool] }));
    expect(statusesOf(emulator)).toEqual([400, 400, 200]);
  });

  it.each(["endpoint", "trigger"] as const)("is left out of a compaction by %s", async (mode) => {
    const { backend, emulator, items } = await move({ compaction: { mode } });
    const compacted = await backend.compact({ items, tools: [readTool] });
    expect(compacted.items.some(({ type }) => type === "compaction")).toBe(true);
    expect(statusesOf(emulator)).toEqual([400, 200]);
  });

  it("is left out of a count", async () => {
    const { backend, emulator, items } = await move();
    expect(await backend.countTokens({ items, tools: [readTool] })).toBeGreaterThan(0);
    expect(statusesOf(emulator)).toEqual([400, 200]);
  });
});

describe("a compaction that a new key cannot read", () => {
  it("is an error, after one more request without the reasoning beside it", async () => {
    const { backend, emulator, items } = await move({}, true);
    const undecryptable = { code: "undecryptable", status: 400, retryable: false };
    await expect(collect(backend.stream({ items, tools: [readTool] }))).rejects.toMatchObject(undecryptable);
    await expect(backend.compact({ items })).rejects.toMatchObject(undecryptable);
    await expect(backend.countTokens({ items })).rejects.toMatchObject(undecryptable);
    expect(statusesOf(emulator)).toEqual([400, 400, 400, 400, 400, 400]);
  });

  it("is an error at once where no reasoning is beside it", async () => {
    const { backend, emulator, items } = await move({}, true);
    const bare = items.filter(({ type }) => type !== "reasoning");
    await expect(collect(backend.stream({ items: bare, tools: [readTool] }))).rejects.toMatchObject({
      code: "undecryptable",
    });
    expect(statusesOf(emulator)).toEqual([400]);
  });
});
