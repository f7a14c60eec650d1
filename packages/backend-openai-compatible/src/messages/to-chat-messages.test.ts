import type { ConversationItem } from "@massgen/core";
import { describe, expect, it } from "vitest";
import type { ToChatOptions } from "./chat-message.ts";
import { toChatMessages } from "./to-chat-messages.ts";

const convert = (items: readonly ConversationItem[], options: Partial<ToChatOptions> = {}) =>
  toChatMessages(items, { backend: "test/model", ...options });

const user = (content: unknown) => ({ type: "message", role: "user", content }) as ConversationItem;
const says = (text: string) =>
  ({
    type: "message",
    role: "assistant",
    content: [{ type: "output_text", text, annotations: [] }],
  }) as ConversationItem;
const call = (id: string, name = "read", text = '{"path":"a"}') =>
  ({ type: "function_call", call_id: id, name, arguments: text }) as ConversationItem;
const output = (id: string, value: unknown = `result of ${id}`) =>
  ({ type: "function_call_output", call_id: id, output: value }) as ConversationItem;
const thinks = (text: string) =>
  ({ type: "reasoning", summary: [], content: [{ type: "reasoning_text", text }] }) as ConversationItem;
const toolCall = (id: string, name = "read", text = '{"path":"a"}') => ({
  id,
  type: "function",
  function: { name, arguments: text },
});

describe("toChatMessages", () => {
  it("puts instructions first and calls developer messages system", () => {
    const items = [{ role: "developer", content: "be short" } as ConversationItem, user("hello")];
    expect(convert(items, { instructions: "be kind" })).toEqual([
      { role: "system", content: "be kind" },
      { role: "system", content: "be short" },
      { role: "user", content: "hello" },
    ]);
  });

  it("makes parallel calls one message with the text before them, and answers them in their order", () => {
    const items = [user("go"), says("I look."), call("a"), call("b"), output("b"), output("a"), says("done")];
    expect(convert(items)).toEqual([
      { role: "user", content: "go" },
      { role: "assistant", content: "I look.", tool_calls: [toolCall("a"), toolCall("b")] },
      { role: "tool", tool_call_id: "a", content: "result of a" },
      { role: "tool", tool_call_id: "b", content: "result of b" },
      { role: "assistant", content: "done" },
    ]);
  });

  it("keeps calls made one after the other apart", () => {
    const roles = convert([user("go"), call("a"), output("a"), call("b"), output("b")]).map(({ role }) => role);
    expect(roles).toEqual(["user", "assistant", "tool", "assistant", "tool"]);
  });

  it("moves what stands between a call and its output behind the output", () => {
    expect(convert([call("a"), user("hurry"), output("a")])).toEqual([
      { role: "assistant", content: "", tool_calls: [toolCall("a")] },
      { role: "tool", tool_call_id: "a", content: "result of a" },
      { role: "user", content: "hurry" },
    ]);
  });

  it("leaves messages of the same role apart", () => {
    expect(convert([user("one"), user("two"), says("three"), says("four")])).toEqual([
      { role: "user", content: "one" },
      { role: "user", content: "two" },
      { role: "assistant", content: "three" },
      { role: "assistant", content: "four" },
    ]);
  });

  it("joins them, and the system messages, where roles must alternate", () => {
    const image = { type: "input_image", image_url: "data:image/png;base64,AA==" };
    const items = [
      user("one"),
      { role: "system", content: "late rule" } as ConversationItem,
      user([{ type: "input_text", text: "two" }, image]),
      says("three"),
      says("four"),
      call("a"),
      output("a"),
    ];
    expect(convert(items, { instructions: "rule", alternateRoles: true })).toEqual([
      { role: "system", content: "rule\n\nlate rule" },
      {
        role: "user",
        content: [
          { type: "text", text: "one" },
          { type: "text", text: "two" },
          { type: "image_url", image_url: { url: "data:image/png;base64,AA==" } },
        ],
      },
      { role: "assistant", content: "three\n\nfour", tool_calls: [toolCall("a")] },
      { role: "tool", tool_call_id: "a", content: "result of a" },
    ]);
  });

  it("sends texts as one string, and images as parts", () => {
    const text = { type: "input_text", text: "see" };
    const image = { type: "input_image", image_url: "https://a.b/c.png", detail: "high" };
    const plain = { type: "input_image", image_url: "https://a.b/d.png", detail: "auto" };
    expect(convert([user([text, text]), user([text, image, plain])])).toEqual([
      { role: "user", content: "see\nsee" },
      {
        role: "user",
        content: [
          { type: "text", text: "see" },
          { type: "image_url", image_url: { url: "https://a.b/c.png", detail: "high" } },
          { type: "image_url", image_url: { url: "https://a.b/d.png" } },
        ],
      },
    ]);
  });

  it("puts the images of tools into a user message after all results", () => {
    const picture = [{ type: "input_image", image_url: "data:image/png;base64,AA==" }];
    const both = [{ type: "input_text", text: "saved" }, ...picture];
    const image = { type: "image_url", image_url: { url: "data:image/png;base64,AA==" } };
    expect(convert([call("a", "look"), call("b", "save"), output("a", picture), output("b", both)]).slice(1)).toEqual([
      { role: "tool", tool_call_id: "a", content: "The result is an image; see the next message." },
      { role: "tool", tool_call_id: "b", content: "saved" },
      {
        role: "user",
        content: [
          { type: "text", text: "From tool result 1 (look):" },
          image,
          { type: "text", text: "From tool result 2 (save):" },
          image,
        ],
      },
    ]);
  });

  it("leaves thoughts out, and sends open ones back where that is asked for", () => {
    const sealed = {
      type: "reasoning",
      summary: [],
      encrypted_content: "x",
      content: [{ type: "reasoning_text", text: "sealed" }],
    } as ConversationItem;
    const items = [user("go"), thinks("hm"), says("first"), sealed, call("a"), output("a"), thinks("end")];
    expect(JSON.stringify(convert(items))).not.toMatch(/reasoning|hm/);
    expect(convert(items, { reasoningField: "reasoning_content" }).slice(1)).toEqual([
      { role: "assistant", content: "first", reasoning_content: "hm" },
      { role: "assistant", content: "", reasoning_content: "", tool_calls: [toolCall("a")] },
      { role: "tool", tool_call_id: "a", content: "result of a" },
    ]);
  });

  it.each([
    ["empty-string", { content: "" }],
    ["null", { content: null }],
    ["absent", {}],
  ] as const)("says nothing beside calls as %s", (emptyContent, expected) => {
    const [message] = convert([call("a"), output("a")], { emptyContent });
    expect(message).toEqual({ role: "assistant", ...expected, tool_calls: [toolCall("a")] });
  });

  it("leaves out an assistant message without text", () => {
    expect(convert([user("go"), says(""), user("?")]).map(({ role }) => role)).toEqual(["user", "user"]);
  });

  it("says a refusal as text", () => {
    const item = { role: "assistant", content: [{ type: "refusal", refusal: "No." }] } as ConversationItem;
    expect(convert([item])).toEqual([{ role: "assistant", content: "No." }]);
  });

  it("makes a custom tool's call one with the argument input", () => {
    const custom = { type: "custom_tool_call", call_id: "a", name: "sh", input: "ls -l" } as ConversationItem;
    const answer = { type: "custom_tool_call_output", call_id: "a", output: "total 0" } as ConversationItem;
    expect(convert([custom, answer])).toEqual([
      { role: "assistant", content: "", tool_calls: [toolCall("a", "sh", '{"input":"ls -l"}')] },
      { role: "tool", tool_call_id: "a", content: "total 0" },
    ]);
  });

  it.each([
    ["", "{}"],
    ["{oops", '{"input":"{oops"}'],
    ["[1]", '{"input":"[1]"}'],
    ['{"a":1}', '{"a":1}'],
  ])("sends the arguments %j as %s", (written, sent) => {
    expect(convert([call("a", "f", written), output("a")])[0]).toMatchObject({
      tool_calls: [{ function: { arguments: sent } }],
    });
  });

  it("makes names that a model invented fit the pattern", () => {
    expect(convert([call("a", "fs.read file"), output("a")])[0]).toMatchObject({
      tool_calls: [{ function: { name: "fs_read_file" } }],
    });
  });

  it("gives Gemini back what came with a call", () => {
    const extra = { google: { thought_signature: "c2ln" } };
    const signed = { type: "function_call", call_id: "a", name: "f", arguments: "{}", extra_content: extra };
    expect(convert([signed as ConversationItem, output("a")])[0]).toMatchObject({
      tool_calls: [{ extra_content: extra }],
    });
  });

  it("leaves out what another provider did by itself", () => {
    const search = { type: "web_search_call", id: "ws_1", status: "completed" } as ConversationItem;
    expect(convert([user("go"), search, says("found")]).map(({ role }) => role)).toEqual(["user", "assistant"]);
  });

  it("answers calls with the same id in turn", () => {
    const items = [call("a"), output("a", "1"), call("a"), output("a", "2")];
    expect(convert(items).flatMap(({ role, content }) => (role === "tool" ? [content] : []))).toEqual(["1", "2"]);
  });

  it.each([
    [
      "computer calls",
      [{ type: "computer_call", call_id: "a" }],
      "unsupported",
      "test/model: the conversation holds an item of type computer_call, which Chat Completions does not have. Take it out of the conversation, or use a backend that knows it.",
    ],
    [
      "a compaction item",
      [{ type: "compaction", encrypted_content: "blob" }],
      "undecryptable",
      "test/model: the conversation holds a compaction item, which only the provider that made it can read. Rebuild the conversation from its run log or archive, and compact it with another strategy.",
    ],
    [
      "a call without output",
      [call("a"), user("?")],
      "invalid-request",
      "test/model: the call a has no output, which servers refuse. Send each tool call together with its output; compacting the conversation repairs it.",
    ],
    [
      "an output before its call",
      [output("a"), call("a")],
      "invalid-request",
      "test/model: the output a has no call, which servers refuse. Send each tool call together with its output; compacting the conversation repairs it.",
    ],
    [
      "an image that is a file's id",
      [user([{ type: "input_image", file_id: "file_1" }])],
      "unsupported",
      "test/model: an image is given by the id of a file, which only the provider that stores it can read. Give the image as a URL or as a data URL.",
    ],
    [
      "an unknown part",
      [user([{ type: "hologram" }])],
      "unsupported",
      "test/model: a message holds a part of type hologram, which Chat Completions does not have. Take it out of the conversation, or use a backend that knows it.",
    ],
    [
      "an image in a system message",
      [{ role: "system", content: [{ type: "input_image", image_url: "https://a.b/c.png" }] }],
      "unsupported",
      "test/model: a message of the role system holds a part of type image_url, and servers take only text there. Put it into a user message.",
    ],
    [
      "an unknown role",
      [{ role: "critic", content: "hm" }],
      "unsupported",
      "test/model: the conversation holds a message of the role critic, which Chat Completions does not have. Take it out of the conversation, or use a backend that knows it.",
    ],
  ])("refuses %s", (_name, items, code, message) => {
    const error = expect.objectContaining({ code, message, retryable: false });
    expect(() => convert(items as ConversationItem[])).toThrow(error);
  });
});
