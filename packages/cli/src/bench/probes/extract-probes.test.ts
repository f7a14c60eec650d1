import { openaiChat } from "@massgen/compaction";
import { describe, expect, it } from "vitest";
import { extractProbes } from "./extract-probes.ts";
import type { ProbeKind } from "./probe.ts";

function probesOf(kind: ProbeKind, text: string, role: "tool" | "user" = "tool"): readonly string[] {
  const item = role === "user" ? { role, content: text } : { role, tool_call_id: "c", content: text };
  return extractProbes(openaiChat.describe(item))
    .filter((probe) => probe.kind === kind)
    .map((probe) => probe.text);
}

describe("extractProbes", () => {
  it.each<[ProbeKind, string, readonly string[]]>([
    ["path", 'See src/main.ts:12:5, "./lib/a.js", and (docs/guide/).', ["src/main.ts", "./lib/a.js", "docs/guide/"]],
    ["path", "GET https://example.com/v1/items?id=3 now", ["https://example.com/v1/items?id"]],
    ["path", "and/or, 1/2, 10/20/30, a/b", []],
    [
      "id",
      "commit 9f2c4e1ab and 123e4567-e89b-12d3-a456-426614174000",
      ["9f2c4e1ab", "123e4567-e89b-12d3-a456-426614174000"],
    ],
    ["id", "toolu_01AbCdEf23, ABC-1234 and call_9zYxWvUt", ["toolu_01AbCdEf23", "ABC-1234", "call_9zYxWvUt"]],
    ["id", "deadbeef feedface utf-8 12345678 user_settings", []],
    ["number", "took 4711 ms, 99.95 % of 1_000_000, not 42", ["4711", "99.95", "1_000_000"]],
    ["number", "v1.2 of 2 in 10", []],
    [
      "error",
      "TypeError: x is not a function\n  at run\nsrc/a.ts(1,2): error TS2345: Bad\nall good here",
      ["TypeError: x is not a function", "src/a.ts(1,2): error TS2345: Bad"],
    ],
    [
      "error",
      "error: no such table\nthe command exited with code 2\nthrow new Error(message);",
      ["error: no such table", "the command exited with code 2"],
    ],
  ])("finds each %s in %j", (kind, text, probes) => {
    expect(probesOf(kind, text)).toEqual(probes);
  });

  it("finds what binds the agent in what a user says, and nowhere else", () => {
    const text = "Fix the build. Never touch the tests! You must use npm.\nThanks a lot for it.";
    expect(probesOf("constraint", text, "user")).toEqual(["Never touch the tests!", "You must use npm."]);
    expect(probesOf("constraint", text)).toEqual([]);
  });

  it("takes no more than twenty of a kind from one item, each once", () => {
    const numbers = Array.from({ length: 50 }, (_, index) => `${1_000 + (index % 25)}`).join(" ");
    expect(probesOf("number", numbers)).toHaveLength(20);
  });

  it("takes nothing from our own notes", () => {
    expect(probesOf("number", "[massgen: tool output of 2000 tokens cleared; recall 16odio9elis]")).toEqual([]);
  });

  it.each([
    ["one letter", "a".repeat(2_000_000)],
    ["slashes", "/".repeat(2_000_000)],
    ["words", "abc/".repeat(500_000)],
    ["digits", "1.".repeat(1_000_000)],
    ["failures", "error: ".repeat(300_000)],
    ["sentences", "must. ".repeat(300_000)],
  ])("takes no longer than it must over a text of %s", { timeout: 20_000 }, (_, text) => {
    expect(extractProbes(openaiChat.describe({ role: "user", content: text })).length).toBeLessThanOrEqual(100);
    expect(
      extractProbes(openaiChat.describe({ role: "tool", tool_call_id: "c", content: text })).length,
    ).toBeLessThanOrEqual(100);
  });
});
