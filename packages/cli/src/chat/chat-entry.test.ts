import { describe, expect, it } from "vitest";
import { parseEntry } from "./chat-entry.ts";

describe("parseEntry", () => {
  it.each([
    ["  \t", { kind: "nothing" }],
    [" Hello ", { kind: "say", text: "Hello" }],
    ["//etc/hosts", { kind: "say", text: "/etc/hosts" }],
    ["/Model  x --api chat", { kind: "command", name: "/model", rest: "x --api chat" }],
    ["/usage", { kind: "command", name: "/usage", rest: "" }],
    ["one\n/two", { kind: "say", text: "one\n/two" }],
  ])("reads %j", (line, entry) => {
    expect(parseEntry(line)).toEqual(entry);
  });
});
