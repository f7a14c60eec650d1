import type { ConversationItem } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { createOpenai } from "../create-openai.ts";
import { createEndpointSupport } from "../support/endpoint-support.ts";
import { collect, finishOf } from "../testing/collect.ts";
import { readTool, user } from "../testing/items.ts";
import { startBackend } from "../testing/start-backend.ts";

describe("createOpenai keeps opaque items with their maker", () => {
  it("and never sends a compaction to another model", async () => {
    const { backend, emulator } = await startBackend({}, { reply: [{ text: "Hi." }] });
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
    const { backend, emulator } = await startBackend({}, { reply: [{ text: "Hi." }] });
    const foreign = { type: "compaction", id: "cmp_1", encrypted_content: "from elsewhere" };
    await expect(collect(backend.stream({ items: [foreign, user("Hi")] }))).rejects.toMatchObject({
      code: "undecryptable",
      status: 400,
    });
    expect(emulator.requests).toHaveLength(1);
  });

  it("and goes on without another model's reasoning", async () => {
    const { backend, emulator } = await startBackend(
      {},
      { reply: [{ reasoning: "Hm.", text: "Hi.", calls: [{ name: "read", arguments: {} }] }] },
    );
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
