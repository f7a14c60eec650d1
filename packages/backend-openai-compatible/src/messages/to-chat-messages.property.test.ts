import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomConversation, wordsIn } from "../testing/random-conversation.ts";
import type { ChatMessage, ToChatOptions } from "./chat-message.ts";
import { toChatMessages } from "./to-chat-messages.ts";

const randomOptions: fc.Arbitrary<ToChatOptions> = fc.record({
  backend: fc.constant("test/model"),
  instructions: fc.constantFrom(undefined, "be kind"),
  reasoningField: fc.constantFrom(undefined, "reasoning_content" as const),
  emptyContent: fc.constantFrom("empty-string" as const, "null" as const, "absent" as const),
  alternateRoles: fc.boolean(),
});

/** What Chat Completions asks of the order of messages. */
function problems(messages: readonly ChatMessage[]): string[] {
  const found: string[] = [];
  let open: string[] = [];
  for (const message of messages) {
    if (message.role === "tool") {
      const expected = open.shift();
      if (expected !== message.tool_call_id) found.push(`result ${message.tool_call_id} instead of ${expected}`);
      continue;
    }
    if (open.length > 0) found.push(`unanswered: ${open.join()}`);
    open = message.role === "assistant" ? (message.tool_calls ?? []).map(({ id }) => id) : [];
    const saysNothing = message.role === "assistant" && !message.content && message.tool_calls === undefined;
    if (saysNothing) found.push("an empty assistant message");
    for (const call of message.role === "assistant" ? (message.tool_calls ?? []) : []) {
      JSON.parse(call.function.arguments);
    }
  }
  return open.length === 0 ? found : [...found, `unanswered at the end: ${open.join()}`];
}

describe("toChatMessages on any valid conversation", () => {
  it("gives messages that Chat's rules allow, loses no text and changes nothing", () => {
    fc.assert(
      fc.property(randomConversation, randomOptions, (items, options) => {
        const before = structuredClone(items);
        const messages = toChatMessages(items, options);
        expect(items).toEqual(before);
        expect(problems(messages)).toEqual([]);
        const sent = messages.map((message) => ({ ...message, reasoning_content: undefined }));
        expect(wordsIn(sent)).toEqual(wordsIn(items));
      }),
      { numRuns: 500 },
    );
  });

  it("keeps the order of what users and the assistant say", () => {
    fc.assert(
      fc.property(randomConversation, (items) => {
        const spoken = items.filter((item) => "role" in item && item.role === "user");
        const messages = toChatMessages(items, { backend: "test/model" });
        const users = messages.filter(
          ({ role, content }) => role === "user" && !/From tool/.test(JSON.stringify(content)),
        );
        expect(users.flatMap(wordsIn)).toEqual(spoken.flatMap(wordsIn));
      }),
    );
  });

  it("lets roles alternate where asked, but for what follows results", () => {
    fc.assert(
      fc.property(randomConversation, (items) => {
        const roles = toChatMessages(items, { backend: "test/model", alternateRoles: true }).map(({ role }) => role);
        expect(roles.lastIndexOf("system")).toBeLessThanOrEqual(0);
        expect(roles.some((role, index) => role === "user" && roles[index - 1] === "user")).toBe(false);
      }),
    );
  });
});
