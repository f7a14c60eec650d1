import { describe, expect, it } from "vitest";
import { findCall } from "../parse/find-call.ts";
import { call } from "../test-support/turns.ts";
import { keepText } from "./keep-text.ts";

describe("keepText", () => {
  it("keeps what a model wrote as it is, repetitions and all", () => {
    const text = `${call({ action: "wait" })}\n${call({ action: "wait" })}  \n`;
    expect(keepText(text)).toBe(text);
  });

  it("shortens the thoughts before a call and drops what follows it, where that is very long", () => {
    const text = `${call({ action: "wait" }, "a".repeat(50_000))}${"b".repeat(50_000)}`;
    const kept = keepText(text);
    expect(kept.length).toBeLessThan(8_200);
    expect(kept.endsWith('{"name":"computer_use","arguments":{"action":"wait"}}\n</tool_call>')).toBe(true);
    expect(keepText(kept)).toBe(kept);
  });

  it("keeps a call whole", () => {
    const text = call({ action: "type", text: "c".repeat(20_000) });
    expect(findCall(keepText(text))).toMatchObject({ action: "type", fields: { text: "c".repeat(20_000) } });
  });
});
