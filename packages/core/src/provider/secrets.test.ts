import { describe, expect, it } from "vitest";
import { looksLikeKey, maskSecrets } from "./secrets.ts";

/** In pieces, so that no scanner takes this file for a leak. */
const key = (prefix: string, length: number) => prefix + "a1B2".repeat(length / 4);

describe("maskSecrets", () => {
  it.each([
    key("sk-", 32),
    key("sk_live_", 24),
    key("ghp_", 36),
    key("github_pat_", 40),
    key("xoxb-", 24),
    `AKIA${"ABCD".repeat(4)}`,
    key("AIza", 36),
    `${key("eyJ", 20)}.${key("x", 20)}.${key("y", 20)}`,
    `-----BEGIN RSA PRIVATE KEY-----\n${key("M", 64)}\n-----END RSA PRIVATE KEY-----`,
  ])("takes out %s", (secret) => {
    expect(maskSecrets(`It is ${secret} now.`)).toBe("It is [secret] now.");
  });

  it.each([
    ["Authorization: Bearer abcdefghijklmnopqrst", "Authorization: Bearer [secret]"],
    ["postgres://admin:hunter22@db:5432/shop", "postgres://admin:[secret]@db:5432/shop"],
    ['{"password": "hunter22"}', '{"password": "[secret]"}'],
    ["export DB_PASSWORD=correcthorse", "export DB_PASSWORD=[secret]"],
    ["https://a.b/c?x=1&token=abcdefgh&y=2", "https://a.b/c?x=1&token=[secret]&y=2"],
  ])("in %s leaves what it is", (text, expected) => {
    expect(maskSecrets(text)).toBe(expected);
  });

  it.each([
    "password: string;",
    "the secret is out",
    "max_tokens: 4000",
    "const token = readToken();",
    "sk-learn is a library",
    "3f786850e387550fdab836ed7e6dc881de23001b",
    "550e8400-e29b-41d4-a716-446655440000",
  ])("leaves %s", (text) => {
    expect(maskSecrets(text)).toBe(text);
  });
});

describe("looksLikeKey", () => {
  it("tells chance from hashes, identifiers and words", () => {
    expect(looksLikeKey("fK3mZq9TbW1xYc7LrD5v")).toBe(true);
    for (const word of [
      "3f786850e387550fdab836ed7e6dc881de23001b",
      "order_8f3k2",
      "createConversationView",
      "short1A",
    ]) {
      expect(looksLikeKey(word)).toBe(false);
    }
  });
});
