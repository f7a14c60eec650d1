import { describe, expect, it } from "vitest";
import type { ListedConversation } from "../conversations/list-conversations.ts";
import { conversationList } from "./conversation-list.ts";

const conversation = (id: string, model: string, title: string, directory = "/here"): ListedConversation => ({
  id,
  changed: new Date(2026, 0, 31, 14, 5, 59).getTime(),
  settings: {
    directory,
    title,
    choice: { model },
  },
});

describe("conversationList", () => {
  it("shows id, local time, model and first words in columns, and where others began", () => {
    const list = [
      conversation("20260131-130000-aaaa", "gpt-5", "Why does it\u001b[2J fail?"),
      conversation("20260130-130000-bbbb", "llama3.2", "Hello", "/elsewhere"),
    ];
    expect(conversationList(list, "/here")).toBe(
      "20260131-130000-aaaa  2026-01-31 14:05  gpt-5     Why does it [2J fail?\n" +
        "20260130-130000-bbbb  2026-01-31 14:05  llama3.2  Hello  (/elsewhere)\n",
    );
  });

  it("says that there is none", () => {
    expect(conversationList([], "/here")).toBe("There is no conversation yet.\n");
  });
});
