import type { ConversationItem } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { answering } from "../testing/answering.ts";
import { answerTo } from "../testing/collect.ts";
import { failureOf } from "../testing/failure-of.ts";
import { readTool, user } from "../testing/items.ts";
import { conversation, startKnowing } from "../testing/swordfish.ts";

describe("compact by trigger", () => {
  const compaction = { mode: "trigger" } as const;

  it("asks with instructions and tools, and keeps the user's messages behind the item", async () => {
    const { backend, emulator } = await startKnowing({ compaction });
    const { items, usage } = await backend.compact({
      items: conversation,
      instructions: "Be brief.",
      tools: [readTool],
    });
    expect(items).toEqual([
      expect.objectContaining({ type: "compaction", massgen: expect.anything() }),
      conversation[0],
      conversation[4],
    ]);
    expect(usage.outputTokens).toBe(emulator.requests[0]?.billed?.outputTokens);
    const body = emulator.requests[0]?.body as { input: readonly ConversationItem[] };
    expect(body).toMatchObject({ instructions: "Be brief.", store: false, tools: [{ name: "read" }] });
    expect(body).not.toHaveProperty("max_output_tokens");
    expect(body.input.at(-1)).toEqual({ type: "compaction_trigger" });
    expect(await answerTo(backend, [...items, user("What was it?")])).toBe("swordfish");
  });

  it.each([
    [{ retainUserTokens: 0 }, undefined, 0],
    [{ retainUserTokens: 5 }, undefined, 1],
    [{}, 10, 1],
    [{}, 1_000, 2],
  ])("with %j and the target %s keeps %s messages of the user", async (retention, target, kept) => {
    const { backend } = await startKnowing({ compaction: { ...compaction, ...retention } });
    const { items } = await backend.compact({ items: conversation, ...(target !== undefined && { target }) });
    expect(items).toHaveLength(1 + kept);
  });

  it("stores the response where responses are stored", async () => {
    const { backend, emulator } = await startKnowing({ compaction, store: true });
    await backend.compact({ items: conversation });
    expect(emulator.requests[0]?.body).toMatchObject({ store: true });
  });

  it.each([
    ["no compaction item", [], "it has 0 compaction items, not 1"],
    ["two of them", ["cmp_1", "cmp_2"], "it has 2 compaction items, not 1"],
  ])("does not take an answer with %s", async (_what, ids, said) => {
    const output = ids.map((id) => ({ type: "compaction", id, encrypted_content: "s" }));
    const response = { output, usage: { input_tokens: 1, output_tokens: 1 } };
    const backend = await answering(
      "text/event-stream",
      `data: ${JSON.stringify({ type: "response.completed", response })}\n\n`,
      { compaction },
    );
    const error = await failureOf(backend.compact({ items: conversation }));
    expect(error).toMatchObject({ code: "invalid-response", retryable: false });
    expect(error.problem).toMatch(new RegExp(`the compaction could not be used: ${said}\\.$`));
  });

  it("does not take an answer that ended early", async () => {
    const response = { incomplete_details: { reason: "max_output_tokens" } };
    const backend = await answering(
      "text/event-stream",
      `data: ${JSON.stringify({ type: "response.incomplete", response })}\n\n`,
      { compaction },
    );
    const error = await failureOf(backend.compact({ items: conversation }));
    expect(error.problem).toMatch(/the compaction could not be used: it ended early\.$/);
  });
});
