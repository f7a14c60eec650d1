import { describe, expect, it } from "vitest";
import { modelText } from "./model-text.ts";
import { readThoughts } from "./read-thoughts.ts";

const call = '<tool_call>\n{"name": "computer_use", "arguments": {"action": "wait"}}\n</tool_call>';
const native = { name: "computer_use", arguments: '{"action": "wait"}' };

describe("modelText", () => {
  it("takes the content as it came", () => {
    const content = `\n<think>\n\n</think>\nI wait.\n${call}`;
    expect(modelText({ content, reasoning: `Other. ${call}`, calls: [native] })).toBe(content);
    expect(modelText({ content: "No call.", reasoning: "", calls: [] })).toBe("No call.");
  });

  it("puts thoughts back that the server has taken out, unless they are about a call", () => {
    expect(modelText({ content: `\n\n${call}`, reasoning: "It costs 5.\n", calls: [] })).toBe(`It costs 5.\n${call}`);
    expect(modelText({ content: `So.\n${call}`, reasoning: "Hm.", calls: [] })).toBe(`So.\n${call}`);
    expect(modelText({ content: call, reasoning: `Perhaps ${call}?`, calls: [] })).toBe(call);
  });

  it("takes the first native call that can be read", () => {
    const other = { name: "browser_log", arguments: "{}" };
    expect(modelText({ content: "", reasoning: "", calls: [other, native] })).toBe(call);
    expect(modelText({ content: "", reasoning: "", calls: [other] })).toContain("browser_log");
  });

  it("takes the thoughts where the content is empty, or only they hold a call", () => {
    expect(modelText({ content: " \n", reasoning: `I wait.\n${call}`, calls: [] })).toBe(`I wait.\n${call}`);
    expect(modelText({ content: "So.", reasoning: `I wait.\n${call}`, calls: [] })).toBe(`I wait.\n${call}`);
    expect(modelText({ content: "So.", reasoning: "I wait.", calls: [] })).toBe("So.");
    expect(modelText({ content: " ", reasoning: "\n", calls: [] })).toBe("");
  });

  it("puts calls back that the server has taken out", () => {
    expect(modelText({ content: "I wait.\n", reasoning: "", calls: [native] })).toBe(`I wait.\n${call}`);
    expect(modelText({ content: "", reasoning: "I wait.", calls: [native] })).toBe(`I wait.\n${call}`);
    expect(modelText({ content: "", reasoning: "", calls: [{ name: "wait", arguments: "" }] })).toBe(
      '<tool_call>\n{"name": "wait", "arguments": ""}\n</tool_call>',
    );
  });
});

describe("readThoughts", () => {
  it.each([
    ["I click.\n", "I click."],
    ["<think>\n\n</think>\n\nI click.\n", "I click."],
    ["<think>\nI click.\n</think>\n\n", "I click."],
    ["<think>\nI click.", "I click."],
    ["I click.\n</think>\n", "I click."],
    ["I click.\n```json\n", "I click."],
    ["", ""],
  ])("of %j is %j", (text, thoughts) => {
    expect(readThoughts(text)).toBe(thoughts);
  });
});
