import { describe, expect, it } from "vitest";
import { unexpectedError } from "./unexpected-error.ts";

describe("unexpectedError", () => {
  it("says what was thrown and where, and not what it quotes", () => {
    try {
      JSON.parse("hunter2\n    at hunter2:1:1");
    } catch (error) {
      expect(unexpectedError(error)).toMatch(/^SyntaxError at .*JSON\.parse/);
      expect(unexpectedError(error)).not.toContain("hunter2");
    }
  });

  it("names the code of an error of the system, and anything else that was thrown", () => {
    const error = Object.assign(new Error("hunter2"), { code: "EIO", stack: "" });
    expect(unexpectedError(error)).toBe("Error EIO");
    expect(unexpectedError("hunter2")).toBe("a thrown string");
  });
});
