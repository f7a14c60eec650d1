import type { ConversationItem } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { user } from "../testing/items.ts";
import { retainUserMessages } from "./retain-user-messages.ts";

const assistant: ConversationItem = { type: "message", role: "assistant", content: "x" };

describe("retainUserMessages", () => {
  it("keeps the newest that fit, in their order, and nobody else's", () => {
    const [first, second, third] = [user("a".repeat(40)), user("b".repeat(40)), user("c".repeat(40))];
    expect(retainUserMessages([first, assistant, second, assistant, third], 20)).toEqual([second, third]);
  });

  it("keeps what fits beside a message that does not", () => {
    const [small, large] = [user("a".repeat(40)), user("b".repeat(400))];
    expect(retainUserMessages([small, large], 20)).toEqual([small]);
  });

  it("keeps an image whole or not at all, whatever the length of its data", () => {
    const image: ConversationItem = {
      role: "user",
      content: [
        { type: "input_text", text: "look" },
        { type: "input_image", image_url: `data:image/png;base64,${"A".repeat(100_000)}` },
      ],
    };
    expect(retainUserMessages([image], 1_845)).toEqual([image]);
    expect(retainUserMessages([image], 1_844)).toEqual([]);
  });

  it("counts bytes, not characters", () => {
    expect(retainUserMessages([user("語".repeat(4))], 2)).toEqual([]);
    expect(retainUserMessages([user("語".repeat(4))], 3)).toHaveLength(1);
  });

  it("keeps nothing where there is no room", () => {
    expect(retainUserMessages([user("a")], 0)).toEqual([]);
  });
});
