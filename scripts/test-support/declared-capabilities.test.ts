import { describe, expect, it } from "vitest";
import { declaredCapabilities } from "./declared-capabilities.ts";

describe("declaredCapabilities", () => {
  it("finds what a test file declares, also where it is nested or wrapped", () => {
    const source = `
      describeWith("chromium", "a page", () => {});
      describe("all", () => {
        describeWith(
          "x11",
          "a desktop", () => {});
      });`;
    expect(declaredCapabilities("a.test.ts", source)).toEqual(["chromium", "x11"]);
  });

  it("takes nothing from strings, comments and other calls", () => {
    const source = `
      // describeWith("chromium", "a page", () => {});
      const text = 'describeWith("docker", "a container", () => {})';
      describe("x11", () => {});`;
    expect(declaredCapabilities("a.test.ts", source)).toEqual([]);
  });
});
