import { describe, expect, it } from "vitest";
import { findCall } from "./find-call.ts";

const plain = '{"name": "computer_use", "arguments": {"action": "left_click", "coordinate": [10, 20]}}';
const meant = { type: "call", action: "left_click", fields: { coordinate: [10, 20] } };

describe("findCall", () => {
  it.each([
    ["as trained", `I click.\n<tool_call>\n${plain}\n</tool_call>`],
    ["without line breaks", `I click.<tool_call>${plain}</tool_call>`],
    ["without the closing tag", `<tool_call>\n${plain}`],
    ["with the opening tag as its end", `<tool_call>\n${plain}\n<tool_call>`],
    ["without the opening tag", `I click.\n${plain}\n</tool_call>`],
    ["without tags", `I click.\n${plain}`],
    ["in a fence", `I click.\n\`\`\`json\n${plain}\n\`\`\``],
    ["in a fence inside the tag", `<tool_call>\n\`\`\`json\n${plain}\n\`\`\`\n</tool_call>`],
    ["with the tag in a thought", `I write <tool_call> next.\n<tool_call>\n${plain}\n</tool_call>`],
    ["with the tag twice", `<tool_call>\n<tool_call>\n${plain}\n</tool_call>\n</tool_call>`],
    ["behind a block that is none", `<tool_call>\nnothing\n</tool_call><tool_call>\n${plain}\n</tool_call>`],
    ["behind an action that there is not", `<tool_call>{"action": "dance"}</tool_call><tool_call>${plain}</tool_call>`],
    ["behind other braces", `The page says {"a": 1} and {x}.\n${plain}`],
    ["behind thoughts with another call", `<think><tool_call>{"action": "terminate"}</tool_call></think>\n${plain}`],
    ["only inside of thoughts", `<think>I click. ${plain}</think>`],
    ["with words behind it", `${plain} } and more {`],
    ["repeated with other arguments", `${plain}\n${plain.replace("10", "11")}`],
    ["in a list", `<tool_call>[${plain}]</tool_call>`],
    ["in capitals", `<TOOL_CALL>${plain}</TOOL_CALL>`],
  ])("reads a call %s", (_, text) => {
    expect(findCall(text)).toMatchObject(meant);
  });

  it.each([
    [
      "all braces doubled",
      "{{'name': 'computer_use', 'arguments': {{'action': 'left_click', 'coordinate': [10, 20]}}}}",
    ],
    ["outer braces doubled", `{${plain}}`],
    ["trailing commas", '{"name": "computer_use", "arguments": {"action": "left_click", "coordinate": [10, 20,],},}'],
    ["keys without quotes", '{name: "computer_use", arguments: {action: "left_click", coordinate: [10, 20]}}'],
    ["half of a key's quotes", '{"name: "computer_use", arguments": {"action": "left_click", coordinate": [10, 20]}}'],
    ["Python's literals", "{'action': 'left_click', 'coordinate': (10, 20), 'text': None, 'press_enter': True}"],
    ["missing last brackets", '{"name": "computer_use", "arguments": {"action": "left_click", "coordinate": [10, 20'],
    ["missing commas", '{"action": "left_click" "coordinate": [10 20]}'],
    ["words without quotes", "{action: left_click, coordinate: [10, 20]}"],
    [
      "XML",
      "<function=computer_use>\n<parameter=action>\nleft_click\n</parameter>\n<parameter=coordinate>\n[10, 20]\n</parameter>\n</function>",
    ],
    ["XML without its ends", "<function=left_click><parameter=coordinate>[10, 20]"],
  ])("repairs %s", (_, written) => {
    expect(findCall(`I click.\n<tool_call>\n${written}\n</tool_call>`)).toMatchObject(meant);
  });

  it.each([
    ["a wrapper", `{"type": "function", "function": ${plain}}`],
    ["a wrapper in a list", `{"tool_calls": [{"function": ${plain}}]}`],
    ["a wrapper inside of the arguments", `{"name": "computer_use", "arguments": ${plain}}`],
    ["the action as the function's name", '{"name": "left_click", "arguments": {"coordinate": [10, 20]}}'],
    ["name for action", '{"name": "computer_use", "arguments": {"name": "left_click", "coordinate": [10, 20]}}'],
    ["another tool's name", '{"name": "playwright", "arguments": {"action": "click", "coordinate": [10, 20]}}'],
    [
      "arguments as text",
      JSON.stringify({ name: "computer", arguments: '{"action": "left_click", "coordinate": [10, 20]}' }),
    ],
    [
      "other words for arguments",
      '{"name": "computer_use", "parameters": {"action": "left_click", "coordinate": [10, 20]}}',
    ],
    ["one level", '{"action": "left_click", "coordinate": [10, 20]}'],
    ["the action as an object", '{"action": {"type": "left_click", "coordinate": [10, 20]}}'],
    ["the action beside the arguments", '{"action": "left_click", "arguments": {"coordinate": [10, 20]}}'],
    ["another writing of the action", '{"action": "Left-Click", "coordinate": [10, 20]}'],
    ["arguments that nobody knows", '{"action": "left_click", "coordinate": [10, 20], "reason": "why", "id": 4}'],
  ])("understands %s", (_, written) => {
    expect(findCall(`<tool_call>\n${written}\n</tool_call>`)).toMatchObject(meant);
  });

  it("keeps what is inside of strings", () => {
    const text = 'He said "no" }{ \\ \n</tool_call> 日本 🎉';
    const call = JSON.stringify({ name: "computer_use", arguments: { action: "type", text } });
    expect(findCall(`<tool_call>\n${call}\n</tool_call>`)).toMatchObject({ action: "type", fields: { text } });
    const raw = '{"action": "type", "text": "line one\nline "two" here"}';
    expect(findCall(raw)).toMatchObject({ fields: { text: 'line one\nline "two" here' } });
    const xml =
      "<function=computer_use><parameter=action>type</parameter><parameter=text>12 {a}</parameter></function>";
    expect(findCall(xml)).toMatchObject({ fields: { text: "12 {a}" } });
    expect(findCall("{'action': 'type', 'text': 'it\\'s \\u00e9'}")).toMatchObject({ fields: { text: "it's é" } });
  });

  it("tells an action that there is not from none", () => {
    expect(findCall('<tool_call>{"action": "dance"}</tool_call>')).toEqual({ type: "unknown", action: "dance" });
    for (const text of [
      "",
      "Done.",
      "{}",
      "{",
      "<tool_call>",
      '{"a": 1}',
      '{"action": 5}',
      '{"action": "type", "text": "cut',
    ]) {
      expect(findCall(text)).toEqual({ type: "none" });
    }
  });

  it("says where brackets were missing", () => {
    expect(findCall('{"action": "wait"')).toMatchObject({ isUnclosed: true });
    expect(findCall(plain)).toMatchObject({ isUnclosed: false });
  });

  it("does not take names of the language for fields", () => {
    expect(findCall('{"action": "constructor"}')).toEqual({ type: "unknown", action: "constructor" });
    expect(findCall('{"action": "__proto__", "coordinate": [1, 2]}')).toEqual({ type: "unknown", action: "__proto__" });
  });

  it.each([
    ["braces", "{"],
    ["brackets", "[{"],
    ["tags", "<tool_call>"],
    ["quotes", '{"'],
    ["spaces", '{"a": " '],
    ["fences", "```json "],
    ["escapes", '{"a": "\\'],
    ["XML", "<function=a><parameter=b>"],
    ["objects", '{"a":1}'],
    ["thoughts", "</think><think>"],
  ])("ends soon on ten million characters of %s", (_, piece) => {
    const text = piece.repeat(10_000_000 / piece.length);
    expect(findCall(text).type).not.toBe("call");
  });
});
