import { type ItemAdapter, openaiResponses } from "@massgen/compaction";
import { expect, it } from "vitest";
import { createItemSizes } from "../sizes/item-sizes.ts";
import { call, chatSession, letterCounter, output } from "../testing/small-session.ts";
import { createUnsettledPart } from "./unsettled-part.ts";

function partsOf(adapter: ItemAdapter<unknown>) {
  return createUnsettledPart({ adapter, counter: letterCounter, sizes: createItemSizes(adapter, letterCounter) });
}

const task = { role: "user", content: "x".repeat(96) };
const chat = chatSession([]).adapter;

it("leaves out what lies between the task and the first output that may be cleared", () => {
  const window: object[] = [
    task,
    call("a", "{}"),
    output("a", 30, "small"),
    call("b", "{}"),
    output("b", 400, "large"),
  ];
  const part = partsOf(chat);
  // Between are a call of 4 + 4 + 2 tokens and an output of 30.
  const expected = { items: [task, ...window.slice(3)], beginning: 1, from: 3, tokensBetween: 40 };
  expect(part(window)).toEqual(expected);
  window.push(call("c", "{}"));
  expect(part(window)).toEqual({ ...expected, items: [task, ...window.slice(3)] });
  const note = {
    role: "tool",
    tool_call_id: "b",
    content: `[massgen: tool output of 400 tokens cleared]${"-".repeat(90)}`,
  };
  window[4] = note;
  // The call that was made last is open.
  expect(part(window)).toEqual({ items: [task, window[5]], beginning: 1, from: 5, tokensBetween: 40 + 10 + 4 + 134 });
});

it("begins at no place at which a call is open or reasoning waits for what it led to", () => {
  const parallel = {
    role: "assistant",
    content: null,
    tool_calls: ["a", "b"].map((id) => ({ id, type: "function", function: { name: "read", arguments: "{}" } })),
  };
  expect(partsOf(chat)([task, parallel, output("a", 30, "small"), output("b", 400, "large")])).toMatchObject({
    from: 1,
  });
  const message = { type: "message", role: "assistant", content: [{ type: "output_text", text: "Yes." }] };
  const reasoning = { type: "reasoning", id: "r", summary: [] };
  const part = partsOf(openaiResponses as ItemAdapter<unknown>);
  expect(part([{ type: "message", ...task }, message, reasoning])).toMatchObject({ from: 2 });
  expect(part([{ type: "message", ...task }, message, reasoning, message])).toMatchObject({ from: 4 });
});

it("leaves out nothing where calls come before the task", () => {
  const window = [call("a", "{}"), output("a", 30, "small"), task, call("b", "{}"), output("b", 400, "large")];
  expect(partsOf(chat)(window)).toEqual({ items: window, beginning: 0, from: 0, tokensBetween: 0 });
});
