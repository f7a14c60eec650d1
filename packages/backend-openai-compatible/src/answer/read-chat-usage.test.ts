import { describe, expect, it } from "vitest";
import { readChatUsage } from "./read-chat-usage.ts";

describe("readChatUsage", () => {
  it("reads counts, also as text", () => {
    const usage = { prompt_tokens: "12", completion_tokens: 3, prompt_tokens_details: { cached_tokens: "4" } };
    expect(readChatUsage(usage)).toEqual({ inputTokens: 12, outputTokens: 3, cachedInputTokens: 4 });
  });

  it.each([undefined, null, {}, { prompt_tokens: 0, completion_tokens: 5 }, { prompt_tokens: null }, "12", [1]])(
    "takes %j for none",
    (usage) => {
      expect(readChatUsage(usage)).toBeUndefined();
    },
  );
});
