import type { MessageParam } from "@anthropic-ai/sdk/resources/messages";
import { expect, it } from "vitest";
import { withoutBreakpoints } from "./without-breakpoints.ts";

const cache_control = { type: "ephemeral" } as const;

it("takes breakpoints out of blocks and of what results hold, and nothing else", () => {
  const message = (mark: object): MessageParam => ({
    role: "user",
    content: [
      { type: "text", text: "Look.", ...mark },
      { type: "tool_result", tool_use_id: "t1", is_error: true, content: [{ type: "text", text: "seen", ...mark }] },
      { type: "tool_result", tool_use_id: "t2", content: "text", ...mark },
    ],
  });
  expect(withoutBreakpoints(message({ cache_control }))).toStrictEqual(message({}));
});

it("hands a message without breakpoints back as it is", () => {
  const messages: MessageParam[] = [
    { role: "user", content: "Look." },
    { role: "assistant", content: [{ type: "text", text: "Seen." }] },
  ];
  for (const message of messages) expect(withoutBreakpoints(message)).toBe(message);
});
