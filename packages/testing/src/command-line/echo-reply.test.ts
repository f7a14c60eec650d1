import { expect, it } from "vitest";
import type { EmulatedRequest } from "../openai/model/emulated-request.ts";
import { echoReply } from "./echo-reply.ts";

function request(entries: EmulatedRequest["entries"], tools: EmulatedRequest["tools"] = []): EmulatedRequest {
  return { model: "m", instructions: "", tools, entries, text: "", tokens: 12, number: 1 };
}

const user = (text: string) => ({ kind: "message", role: "user", text, images: [] }) as const;
const tools = [{ type: "function", name: "read_file" }];

it("says what it is and what it saw", () => {
  expect(echoReply(request([user("one"), user("two")]))).toEqual({
    text: "This is an emulator, not a model. I saw 2 items (12 tokens); the last user message was: two",
  });
  expect(echoReply(request([user("one"), { kind: "output", callId: "c", text: "42", images: [] }])).text).toBe(
    "This is an emulator, not a model. I saw 2 items (12 tokens); a tool answered: 42",
  );
  expect(echoReply(request([user("x".repeat(400))])).text).toMatch(/: x{300}…$/);
});

it("calls a tool that is offered, and says so where it is not", () => {
  expect(echoReply(request([user('call read_file {"path":"a"}')], tools))).toEqual({
    calls: [{ name: "read_file", arguments: '{"path":"a"}' }],
  });
  expect(echoReply(request([user("call read_file")], tools))).toEqual({
    calls: [{ name: "read_file", arguments: "{}" }],
  });
  expect(echoReply(request([user("call write_file {}")], tools)).text).toMatch(/ No tool write_file is offered\.$/);
  expect(echoReply(request([user("call me later, please")], tools)).text).toMatch(/: call me later, please$/);
});
