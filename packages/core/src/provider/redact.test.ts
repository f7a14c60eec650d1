import { describe, expect, it } from "vitest";
import { redact } from "./redact.ts";

describe("redact", () => {
  it("takes long keys out of the midst of words", () => {
    expect(redact("Key:local-pass-1x", ["local-pass-1"])).toBe("Key:[secret]x");
  });

  it("takes short keys out only where they stand by themselves", () => {
    expect(redact("The model of test: latest, 'test', attested test_1", ["test"])).toBe(
      "The model of [secret]: latest, '[secret]', attested test_1",
    );
    expect(redact("a.b a-b axb", ["a.b"])).toBe("[secret] a-b axb");
  });

  it("leaves what is too short to be secret", () => {
    expect(redact("A k is no key", ["k", "is", ""])).toBe("A k is no key");
  });

  it("leaves no rest of a key that another one is a part of", () => {
    expect(redact("It was shared-key-more.", ["shared-key", "shared-key-more"])).toBe("It was [secret].");
  });

  it.each(["(a+)*", "[a-", "a\\b", "$&{1}", "^a|b", "a/b.c", "\u{1f511}x"])(
    "takes the short key %s for the characters that it is",
    (key) => {
      expect(redact(`It is ${key} here`, [key])).toBe("It is [secret] here");
    },
  );
});
