import { expect, it } from "vitest";
import { historyOf } from "./chat-history.ts";

it("brings back what the user said, newest first, in lines that a prompt can show", () => {
  const items = [
    { type: "message", role: "user", content: [{ type: "input_text", text: "one" }, { type: "input_image" }] },
    { type: "message", role: "assistant", content: [{ type: "output_text", text: "answer" }] },
    { type: "message", role: "user", content: [{ type: "input_text", text: "two\nlines" }] },
    { type: "message", role: "user", content: "three" },
    { type: "function_call_output", call_id: "1", output: "x" },
  ] as const;
  expect(historyOf(items)).toEqual(["three", "one"]);
});
