import { describe, expect, it } from "vitest";
import { writeJson } from "./write-json.ts";

const context = { backend: "openai/m", baseURL: "https://api.openai.com/v1", keys: ["key-of-a-test"] };

describe("writeJson", () => {
  it("writes a body", () => {
    expect(writeJson({ a: 1, b: undefined }, context)).toBe('{"a":1}');
  });

  it.each<[string, () => Readonly<Record<string, unknown>>, RegExp]>([
    [
      "a cycle",
      () => {
        const self: Record<string, unknown> = {};
        self.self = self;
        return { metadata: self };
      },
      /as JSON: Converting circular structure to JSON .*'self'/,
    ],
    ["a BigInt", () => ({ seed: 1n }), /as JSON: Do not know how to serialize a BigInt\. Pass plain values/],
    [
      "what throws",
      () => ({
        a: {
          toJSON() {
            throw new Error("no key-of-a-test");
          },
        },
      }),
      /as JSON: no \[secret\]\. Pass plain values, without cycles and BigInts\.$/,
    ],
  ])("refuses %s, on one line", (_what, body, message) => {
    expect(() => writeJson(body(), context)).toThrow(
      expect.objectContaining({
        code: "invalid-request",
        retryable: false,
        message: expect.stringMatching(message),
      }),
    );
  });
});
