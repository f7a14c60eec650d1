import type { BackendEvent, ConversationItem, FinishEvent } from "@massgen/core";
import { type EmulatedModel, type OpenaiEmulatorOptions, startOpenaiEmulator } from "@massgen/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { createOpenai } from "../create-openai.ts";
import type { OpenaiSettings } from "../settings/openai-settings.ts";
import { createEndpointSupport } from "../support/endpoint-support.ts";

const user = (text: string): ConversationItem => ({ type: "message", role: "user", content: text });
const readTool = { name: "read", parameters: { type: "object", properties: { path: { type: "string" } } } };

async function start(
  reply: EmulatedModel["reply"],
  settings: Partial<OpenaiSettings> = {},
  options: Partial<OpenaiEmulatorOptions> & { readonly model?: Partial<EmulatedModel> } = {},
) {
  const { model, ...rest } = options;
  const emulator = await startOpenaiEmulator({
    models: { "gpt-test": { contextWindow: 10_000, reply, ...model }, "gpt-other": { contextWindow: 10_000, reply } },
    ...rest,
  });
  onTestFinished(() => emulator.close());
  const backend = createOpenai({
    model: "gpt-test",
    apiKey: "test-key",
    baseURL: emulator.baseURL,
    support: createEndpointSupport(),
    retries: { sleep: async () => {} },
    ...settings,
  });
  return { emulator, backend };
}

async function collect(events: AsyncIterable<BackendEvent>): Promise<readonly BackendEvent[]> {
  const all: BackendEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

function finishOf(events: readonly BackendEvent[]): FinishEvent {
  const last = events.at(-1);
  if (last?.type !== "finish") throw new Error("It did not finish.");
  return last;
}

describe("createOpenai keeps opaque items with their maker", () => {
  it("and never sends a compaction to another model", async () => {
    const { backend, emulator } = await start([{ text: "Hi." }]);
    const { items } = await backend.compact({ items: [user("one"), user("two")] });
    const sent = emulator.requests.length;
    const settings = { apiKey: "k", baseURL: emulator.baseURL, support: createEndpointSupport() };
    const others = [
      createOpenai({ ...settings, model: "gpt-other" }),
      createOpenai({ ...settings, model: "gpt-test", organization: "another" }),
      createOpenai({ ...settings, model: "gpt-test", baseURL: emulator.baseURL.replace("127.0.0.1", "localhost") }),
    ];
    const request = { items: [...items, user("three")] };
    for (const other of others) {
      const attempts = [
        () => collect(other.stream(request)),
        () => other.compact(request),
        () => other.countTokens(request),
      ];
      for (const attempt of attempts) {
        await expect(attempt()).rejects.toMatchObject({
          code: "undecryptable",
          remedy: "Rebuild the conversation from the run log or the archive; only its maker can read the item.",
        });
      }
    }
    expect(emulator.requests).toHaveLength(sent);
    await collect(backend.stream(request));
    expect(emulator.requests).toHaveLength(sent + 1);
  });

  it("and sends one without a tag, about which the provider decides", async () => {
    const { backend, emulator } = await start([{ text: "Hi." }]);
    const foreign = { type: "compaction", id: "cmp_1", encrypted_content: "from elsewhere" };
    await expect(collect(backend.stream({ items: [foreign, user("Hi")] }))).rejects.toMatchObject({
      code: "undecryptable",
      status: 400,
    });
    expect(emulator.requests).toHaveLength(1);
  });

  it("and goes on without another model's reasoning", async () => {
    const { backend, emulator } = await start([
      { reasoning: "Hm.", text: "Hi.", calls: [{ name: "read", arguments: {} }] },
    ]);
    const first = await collect(backend.stream({ items: [user("Hi")], tools: [readTool] }));
    const { items } = finishOf(first);
    const call = items.at(-1);
    const output: ConversationItem = { type: "function_call_output", call_id: call?.call_id, output: "x" };
    const conversation = [user("Hi"), ...items, output];
    const other = createOpenai({ model: "gpt-other", apiKey: "k", baseURL: emulator.baseURL });
    await collect(other.stream({ items: conversation, tools: [readTool] }));
    const kinds = emulator.requests[1]?.seen?.entries.map(({ kind }) => kind);
    expect(kinds).toEqual(["message", "message", "call", "output"]);
  });
});
