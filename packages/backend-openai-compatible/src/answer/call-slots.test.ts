import type { FunctionCallItem } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { createCallIds } from "./call-ids.ts";
import { createCallSlots } from "./call-slots.ts";
import { readDelta } from "./read-delta.ts";

type Piece = Readonly<Record<string, unknown>>;

/** Each inner array is one chunk. */
function settle(chunks: readonly (readonly Piece[])[], isCut = false) {
  const slots = createCallSlots(createCallIds([]));
  for (const tool_calls of chunks) slots.add(readDelta({ tool_calls }).calls);
  return slots.settle(isCut).map(({ call_id, name, arguments: text }: FunctionCallItem) => [call_id, name, text]);
}

const piece = (index: unknown, id: unknown, name: unknown, text: unknown): Piece => ({
  index,
  id,
  function: { name, arguments: text },
});

describe("createCallSlots", () => {
  it.each<[string, readonly (readonly Piece[])[], readonly (readonly string[])[]]>([
    [
      "the protocol's own way",
      [[piece(0, "a", "f", "")], [piece(0, undefined, undefined, '{"x"')], [piece(0, undefined, undefined, ":1}")]],
      [["a", "f", '{"x":1}']],
    ],
    [
      "interleaved calls",
      [[piece(0, "a", "f", "{"), piece(1, "b", "g", "{")], [piece(1, null, null, "}")], [piece(0, null, null, "}")]],
      [
        ["a", "f", "{}"],
        ["b", "g", "{}"],
      ],
    ],
    [
      "no index (Gemini, older Ollama)",
      [[piece(undefined, "a", "f", "{}")], [piece(undefined, "b", "f", "{}")]],
      [
        ["a", "f", "{}"],
        ["b", "f", "{}"],
      ],
    ],
    [
      "the index 0 for all (Ollama)",
      [[piece(0, "a", "f", '{"x":1}')], [piece(0, "b", "f", '{"x":1}')], [piece(0, "c", "g", "{}")]],
      [
        ["a", "f", '{"x":1}'],
        ["b", "f", '{"x":1}'],
        ["c", "g", "{}"],
      ],
    ],
    [
      "the index beside the name, and as text",
      [
        [{ id: "a", function: { index: 0, name: "f", arguments: "{" } }],
        [{ index: "1", id: "b", function: { name: "g", arguments: "{}" } }],
        [{ function: { index: 0, arguments: "}" } }],
      ],
      [
        ["a", "f", "{}"],
        ["b", "g", "{}"],
      ],
    ],
    [
      "several complete calls in one chunk without ids",
      [[piece(undefined, undefined, "f", "{}"), piece(undefined, "", "f", "{}")]],
      [
        ["call00000", "f", "{}"],
        ["call00001", "f", "{}"],
      ],
    ],
    [
      "a new id with each piece (older vLLM)",
      [[piece(0, "a", "f", "{")], [piece(0, "b", undefined, '"x":')], [piece(0, "c", undefined, "1}")]],
      [["a", "f", '{"x":1}']],
    ],
    [
      "id and name repeated with each piece",
      [[piece(0, "a", "f", "{")], [piece(0, "a", "f", '"x":1')], [piece(0, "a", "f", "}")]],
      [["a", "f", '{"x":1}']],
    ],
    [
      "the whole call once more at the end",
      [[piece(0, "a", "f", '{"x":')], [piece(0, "a", undefined, "1}")], [piece(0, "a", "f", '{"x":1}')]],
      [["a", "f", '{"x":1}']],
    ],
    [
      "the whole call once more, without ids",
      [[piece(0, undefined, "f", '{"x":1}')], [piece(0, undefined, "f", '{"x":1}')]],
      [["call00000", "f", '{"x":1}']],
    ],
    [
      "all that came before with each piece",
      [[piece(0, "a", "f", '{"x"')], [piece(0, "a", "f", '{"x":1')], [piece(0, "a", "f", '{"x":1}')]],
      [["a", "f", '{"x":1}']],
    ],
    [
      "a first bracket, then the whole",
      [[piece(0, "a", "f", "{")], [piece(0, undefined, undefined, '{"x":1}')]],
      [["a", "f", '{"x":1}']],
    ],
    [
      "a nested object that begins like the whole",
      [[piece(0, "a", "f", '{"x":')], [piece(0, undefined, undefined, '{"x":1}}')]],
      [["a", "f", '{"x":{"x":1}}']],
    ],
    [
      "all pieces once more",
      [
        [piece(0, "a", "f", '{"x"')],
        [piece(0, "a", "f", ":1}")],
        [piece(0, "a", "f", '{"x"')],
        [piece(0, "a", "f", ":1}")],
      ],
      [["a", "f", '{"x":1}']],
    ],
    [
      "the index 0 for all, without ids",
      [[piece(0, undefined, "f", "")], [piece(0, undefined, "g", "{}")]],
      [
        ["call00001", "f", "{}"],
        ["call00000", "g", "{}"],
      ],
    ],
    [
      "the name repeated without the id",
      [[piece(0, "a", "f", "{")], [piece(0, undefined, "f", "}")]],
      [["a", "f", "{}"]],
    ],
    [
      "one id for all calls, without an index",
      [[piece(undefined, "a", "f", '{"x":1}')], [piece(undefined, "a", "f", '{"x":2}')]],
      [
        ["a", "f", '{"x":1}'],
        ["call00000", "f", '{"x":2}'],
      ],
    ],
    [
      "one id for calls of one chunk, without an index",
      [[piece(undefined, "a", "f", "{}"), piece(undefined, "a", "f", "{}")]],
      [
        ["a", "f", "{}"],
        ["call00000", "f", "{}"],
      ],
    ],
    [
      "the index 0 and one id for all calls, in pieces",
      [
        [piece(0, "a", "f", '{"x"')],
        [piece(0, undefined, undefined, ":1}")],
        [piece(0, "a", "f", '{"x"')],
        [piece(0, undefined, undefined, ":2}")],
      ],
      [
        ["a", "f", '{"x":1}'],
        ["call00000", "f", '{"x":2}'],
      ],
    ],
    [
      "a new id with each piece, without an index",
      [[piece(undefined, "a", "f", "{")], [piece(undefined, "b", undefined, "}")]],
      [["a", "f", "{}"]],
    ],
    [
      "the head once more at the end",
      [[piece(0, "a", "f", '{"x":1}')], [piece(0, "a", "f", "")]],
      [["a", "f", '{"x":1}']],
    ],
    [
      "the same call twice, without index and id",
      [[piece(undefined, undefined, "f", "{}")], [piece(undefined, undefined, "f", "{}")]],
      [
        ["call00000", "f", "{}"],
        ["call00001", "f", "{}"],
      ],
    ],
    ["arguments as an object", [[piece(0, "a", "f", { x: 1 })]], [["a", "f", '{"x":1}']]],
    ["no arguments", [[piece(0, "a", "f", null)]], [["a", "f", "{}"]]],
    ["arguments that are not JSON", [[piece(0, "a", "f", "{x}")]], [["a", "f", "{x}"]]],
    ["a number as id", [[piece(0, 7, "f", "{}")]], [["7", "f", "{}"]]],
    [
      "one id for two calls",
      [[piece(0, "a", "f", "{}"), piece(1, "a", "g", "{}")]],
      [
        ["a", "f", "{}"],
        ["call00000", "g", "{}"],
      ],
    ],
    [
      "a head that is repeated without ids or index",
      [
        [piece(undefined, undefined, "f", "")],
        [piece(undefined, undefined, "f", '{"x":')],
        [piece(null, null, null, "1}")],
      ],
      [["call00000", "f", '{"x":1}']],
    ],
  ])("puts together %s", (_name, chunks, expected) => {
    expect(settle(chunks)).toEqual(expected);
  });

  it("leaves out a call that a limit cut off", () => {
    expect(settle([[piece(0, "a", "f", "{}"), piece(1, "b", "f", '{"x":')]], true)).toEqual([["a", "f", "{}"]]);
  });

  it("takes what came with a call, and the form before tool calls", () => {
    const slots = createCallSlots(createCallIds([]));
    const extra_content = { google: { thought_signature: "c2ln" } };
    slots.add(readDelta({ tool_calls: [{ ...piece(0, "a", "f", "{}"), extra_content }] }).calls);
    expect(slots.settle(false)).toEqual([
      { type: "function_call", call_id: "a", name: "f", arguments: "{}", extra_content },
    ]);
    const legacy = createCallSlots(createCallIds([]));
    legacy.add(readDelta({ function_call: { name: "f", arguments: "{" } }).calls);
    legacy.add(readDelta({ function_call: { arguments: "}" } }).calls);
    expect(legacy.settle(false)).toMatchObject([{ name: "f", arguments: "{}" }]);
  });

  it("tells pieces of arguments, and none once the arguments are complete", () => {
    const slots = createCallSlots(createCallIds([]));
    const told = [
      piece(0, "a", "f", ""),
      piece(0, "a", undefined, "{"),
      piece(0, "a", undefined, "}"),
      piece(0, "a", "f", "{}"),
    ];
    expect(told.flatMap((one) => slots.add(readDelta({ tool_calls: [one] }).calls))).toEqual([
      { type: "arguments-delta", callId: "a", name: "f", text: "{" },
      { type: "arguments-delta", callId: "a", name: "f", text: "}" },
    ]);
  });
});

describe("createCallIds", () => {
  it("gives way to ids of the conversation", () => {
    const ids = createCallIds([
      { type: "function_call", call_id: "call_0", name: "f", arguments: "{}" },
      { type: "function_call_output", call_id: "call_0", output: "" },
    ]);
    expect([ids.claim("call_0"), ids.claim("new"), ids.claim(undefined)]).toEqual(["call00001", "new", "call00002"]);
  });
});
