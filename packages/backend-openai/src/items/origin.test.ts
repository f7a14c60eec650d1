import type { ConversationItem } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { originOf, originTag, tagOrigin } from "./origin.ts";

const origin = originTag({ provider: "openai", baseURL: "https://api.openai.com/v1", organization: "org", model: "m" });

describe("origins", () => {
  it("name provider, address, organisation and model", () => {
    expect(origin).toBe("openai|https://api.openai.com/v1|org|m");
  });

  it("are put on what only its maker can read, and nothing else changes", () => {
    const compaction: ConversationItem = { type: "compaction", id: "cmp_1", encrypted_content: "s", extra: [1] };
    const reasoning: ConversationItem = { type: "reasoning", id: "rs_1", encrypted_content: "s" };
    for (const item of [compaction, reasoning]) {
      const tagged = tagOrigin(item, origin);
      expect(tagged).toEqual({ ...item, massgen: { origin } });
      expect(originOf(tagged)).toBe(origin);
    }
  });

  it("are not put on what everyone can read", () => {
    const items: readonly ConversationItem[] = [
      { type: "reasoning", id: "rs_1", encrypted_content: null },
      { type: "message", role: "assistant", content: "x" },
    ];
    for (const item of items) expect(tagOrigin(item, origin)).toBe(item);
  });
});
