import { describe, expect, it } from "vitest";
import { adapterDeclared, adapterNamed } from "./format.ts";

describe("adapterNamed", () => {
  it.each(["openai-responses", "openai-chat", "anthropic", "ai-sdk"])("finds %s", (name) => {
    expect(adapterNamed(name).format).toBe(name);
  });

  it.each([
    ["chat", 'There is no format "chat". Did you mean "openai-chat"?'],
    ["openai-respones", 'There is no format "openai-respones". Did you mean "openai-responses"?'],
    ["openai", 'There is no format "openai". Known are openai-responses, openai-chat, anthropic and ai-sdk.'],
    ["gemini", 'There is no format "gemini". Known are openai-responses, openai-chat, anthropic and ai-sdk.'],
    ["toString", 'There is no format "toString". Known are openai-responses, openai-chat, anthropic and ai-sdk.'],
  ])("refuses %j with what to write instead", (name, message) => {
    expect(() => adapterNamed(name)).toThrow(message);
  });
});

describe("adapterDeclared", () => {
  it("follows a file that names its format, and not one that says something else", () => {
    expect(adapterDeclared("openai-chat")?.format).toBe("openai-chat");
    expect(adapterDeclared("markdown")).toBeUndefined();
    expect(adapterDeclared("constructor")).toBeUndefined();
    expect(adapterDeclared(undefined)).toBeUndefined();
  });
});
