import { describe, expect, it } from "vitest";
import { type AiSdkMessage, aiSdk } from "./ai-sdk.ts";

const { answerCall, describe: factsOf, message, replaceImages, replaceResult } = aiSdk;

const untyped = (value: unknown) => value as AiSdkMessage;
const user = (...content: readonly object[]) => ({ role: "user", content });
const assistant = (...content: readonly object[]) => ({ role: "assistant", content });
const tool = (...content: readonly object[]) => ({ role: "tool", content });
const result = (output: object) => ({ type: "tool-result", toolCallId: "t1", toolName: "read", output });
const bytes = new Uint8Array([137, 80, 78, 71]);
const options = { anthropic: { cacheControl: { type: "ephemeral" } } };

describe("aiSdk describes", () => {
  it("calls with their input as JSON, and those of the provider as calls that may stay open", () => {
    const call = { type: "tool-call", toolCallId: "t1", toolName: "read", input: { path: "x" } };
    expect(factsOf(assistant(call, { ...call, toolCallId: "t2", providerExecuted: true })).calls).toEqual([
      { id: "t1", name: "read", arguments: '{"path":"x"}' },
      { id: "t2", name: "read", arguments: '{"path":"x"}', answerOptional: true },
    ]);
  });

  it.each([
    [{ type: "text", value: "found" }, "found"],
    [{ type: "json", value: { found: 1 } }, '{"found":1}'],
    [{ type: "error-text", value: "failed" }, "failed"],
    [{ type: "error-json", value: ["failed"] }, '["failed"]'],
    [{ type: "execution-denied", reason: "no" }, "no"],
    [{ type: "execution-denied" }, ""],
    [
      {
        type: "content",
        value: [
          { type: "text", text: "a" },
          { type: "text", text: "b" },
        ],
      },
      "a\nb",
    ],
  ])("the output %j by its text", (output, text) => {
    expect(factsOf(tool(result(output)))).toMatchObject({
      role: "tool",
      results: [{ callId: "t1", text, replaceable: true }],
    });
  });

  it("what a provider's tool said, in an assistant message, as what takes no text", () => {
    const facts = factsOf(assistant(result({ type: "json", value: [] })));
    expect(facts).toMatchObject({ role: "assistant", results: [{ callId: "t1", replaceable: false }] });
  });

  it("approvals as costing nothing, since the SDK takes them out", () => {
    const request = { type: "tool-approval-request", approvalId: "a1", toolCallId: "t1" };
    const response = { type: "tool-approval-response", approvalId: "a1", approved: true, reason: "fine" };
    expect(factsOf(assistant(request))).toMatchObject({ calls: [], parts: [] });
    expect(factsOf(tool(response))).toMatchObject({ role: "tool", results: [], parts: [] });
  });

  it.each([
    [{ type: "image", image: new URL("https://a/b.png") }, "https://a/b.png"],
    [{ type: "image", image: "AAAA", mediaType: "image/webp" }, "data:image/webp;base64,AAAA"],
    [{ type: "image", image: bytes }, "data:image/png;base64,iVBORw=="],
    [{ type: "file", data: { type: "data", data: bytes.buffer }, mediaType: "image" }, "data:image;base64,iVBORw=="],
    [{ type: "file", data: { type: "url", url: "https://a/b.png" }, mediaType: "image/*" }, "https://a/b.png"],
    [{ type: "file", data: { type: "reference", reference: { openai: "f" } }, mediaType: "image/png" }, null],
  ])("the image %j", (part, source) => {
    expect(factsOf(user(part)).parts).toEqual([{ kind: "image", source, detail: null, evicted: false }]);
  });

  it("an image's resolution as OpenAI calls it, and images in a tool's output", () => {
    const openai = { providerOptions: { openai: { imageDetail: "low" } } };
    const image = { type: "image-data", data: "AAAA", mediaType: "image/png", ...openai };
    expect(factsOf(tool(result({ type: "content", value: [image] }))).parts).toEqual([
      { kind: "image", source: "data:image/png;base64,AAAA", detail: "low", evicted: false },
    ]);
  });

  it("other files by what they hold", () => {
    const file = (data: unknown, mediaType = "application/pdf") => ({ type: "file", data, mediaType });
    expect(factsOf(user(file("AAAA"), file(bytes), file("data:application/pdf;base64,AAAA"))).parts).toEqual([
      { kind: "opaque", characters: 4 },
      { kind: "opaque", characters: 8 },
      { kind: "opaque", characters: 32 },
    ]);
    const texts = [file({ type: "text", text: "notes" }, "text/plain"), file(new URL("https://a/b.pdf"))];
    expect(factsOf(user(...texts)).parts).toEqual([
      { kind: "text", text: "notes" },
      { kind: "text", text: "https://a/b.pdf" },
    ]);
  });

  it("reasoning by its seal, wherever a provider keeps it, and what else is sealed", () => {
    const sealed = (seal: object) => ({ providerOptions: { provider: { itemId: "rs_1", ...seal } } });
    const long = "x".repeat(400);
    const parts = [
      { type: "reasoning", text: "hm", ...sealed({ reasoningEncryptedContent: long }) },
      { type: "reasoning", text: "", ...sealed({ redactedData: long }) },
      { type: "reasoning", text: "thought", ...sealed({}) },
      { type: "text", text: "so", ...sealed({ thoughtSignature: long }) },
    ];
    const opaque = { kind: "opaque", characters: 400 };
    expect(factsOf(assistant(...parts)).parts).toEqual([
      opaque,
      opaque,
      { kind: "text", text: "thought" },
      { kind: "text", text: "so" },
      opaque,
    ]);
  });

  it("what a provider's own compaction left as standing for what came before it", () => {
    const block = { type: "text", text: "So far…", providerOptions: { anthropic: { type: "compaction" } } };
    const custom = {
      type: "custom",
      kind: "openai.compaction",
      providerOptions: { openai: { encryptedContent: "x" } },
    };
    for (const part of [block, custom]) expect(factsOf(assistant(part)).standsForPrefix).toBe(true);
    expect(factsOf(assistant({ ...block, providerOptions: options })).standsForPrefix).toBe(false);
  });

  it.each([
    ["hi", "A message must be an object, not a string."],
    [{ role: "developer", content: "x" }, "A message has no role that the AI SDK knows."],
    [assistant({ type: "tool-call", toolName: "f", input: {} }), "A tool-call part has no toolCallId."],
    [tool({ type: "tool-result", toolName: "f" }), "A tool-result part has no toolCallId."],
    [
      assistant({ type: "tool-call", toolCallId: "t1", toolName: "f", input: { big: 1n } }),
      "A value in the item cannot be written as JSON.",
    ],
  ])("%o as an error that names the problem", (value, problem) => {
    expect(() => factsOf(untyped(value))).toThrow(expect.objectContaining({ code: "invalid-item", problem }));
  });
});

describe("aiSdk edits", () => {
  it.each([
    [
      { type: "json", value: { found: 1 }, providerOptions: options },
      { type: "text", value: "short", providerOptions: options },
    ],
    [
      { type: "error-json", value: ["failed"] },
      { type: "error-text", value: "short" },
    ],
    [
      { type: "execution-denied", reason: "long" },
      { type: "execution-denied", reason: "short" },
    ],
    [
      { type: "content", value: [{ type: "text", text: "long", providerOptions: options }] },
      { type: "text", value: "short", providerOptions: options },
    ],
  ])("replaces the output %j by one that is valid", (output, expected) => {
    const item = { ...tool({ ...result(output), providerOptions: options }), providerOptions: options };
    const content = [{ ...result(expected), providerOptions: options }];
    expect(replaceResult(item, "t1", "short")).toEqual({ ...item, content });
  });

  it("puts a text in place of images, also inside results, and leaves those that belong to reasoning", () => {
    const image = { type: "file", data: "AAAA", mediaType: "image/png", filename: "a.png", providerOptions: options };
    const stub = { type: "text", text: "gone", filename: "a.png", providerOptions: options };
    expect(replaceImages(user({ type: "text", text: "look" }, image), "gone")).toEqual(
      user({ type: "text", text: "look" }, stub),
    );
    const output = (part: object) => tool(result({ type: "content", value: [part], providerOptions: options }));
    expect(replaceImages(output(image), "gone")).toEqual(output(stub));
    const thought = assistant({ ...image, type: "reasoning-file" });
    expect(replaceImages(thought, "gone")).toBe(thought);
  });

  it("blanks an image where it does not know the shape, and leaves bytes and addresses as they are", () => {
    const url = new URL("https://a/b");
    const custom = { type: "custom", kind: "x.y", preview: "data:image/png;base64,AAAA", url, bytes };
    const evicted = replaceImages(assistant(custom), "gone");
    expect(factsOf(evicted).parts).toContainEqual(expect.objectContaining({ kind: "image", evicted: true }));
    expect(evicted.content).toEqual([expect.objectContaining({ type: "custom", kind: "x.y", url, bytes })]);
  });

  it("answers a call with a tool message", () => {
    const item = assistant({ type: "tool-call", toolCallId: "t1", toolName: "read", input: {} });
    const [call] = factsOf(item).calls;
    expect(call && answerCall(item, call, "none")).toEqual(tool(result({ type: "error-text", value: "none" })));
  });

  it("writes plain messages", () => {
    expect(message("user", "hi")).toEqual({ role: "user", content: "hi" });
  });
});
