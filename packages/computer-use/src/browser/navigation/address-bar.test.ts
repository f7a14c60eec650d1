import { describe, expect, it } from "vitest";
import { AddressBar } from "./address-bar.ts";

describe("AddressBar", () => {
  it("opens what was typed and corrected, and gives the rest to the page", () => {
    const bar = new AddressBar();
    expect(bar.focused).toBe(false);
    bar.focus();
    expect(bar.input({ type: "type", text: "old" })).toEqual({ type: "taken" });
    bar.input({ type: "key", keys: ["ctrl+a"] });
    bar.input({ type: "type", text: "a.exampel" });
    for (const key of ["BackSpace", "Backspace", "l", "e"]) bar.input({ type: "key", keys: [key] });
    expect(bar.input({ type: "type", text: "/x\r\nrest\nmore" })).toEqual({
      type: "open",
      address: "a.example/x",
      rest: "rest\nmore",
    });
    expect(bar.focused).toBe(false);
  });

  it("opens on Enter, and is left on Escape", () => {
    const bar = new AddressBar();
    bar.focus();
    bar.input({ type: "type", text: "a.example" });
    expect(bar.input({ type: "key", keys: ["Return"] })).toEqual({ type: "open", address: "a.example", rest: "" });
    bar.focus();
    expect(bar.input({ type: "key", keys: ["Escape"] })).toEqual({ type: "taken" });
    expect(bar.focused).toBe(false);
  });
});
