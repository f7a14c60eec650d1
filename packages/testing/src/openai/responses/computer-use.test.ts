import { describe, expect, it } from "vitest";
import { emulate, refusalOf } from "../../testing/emulate.ts";
import { pixel } from "../../testing/images.ts";
import { expectRefused, type RefusalCase } from "../../testing/refusal-case.ts";
import { readImageHeader } from "../screens/image-header.ts";
import { seenImages } from "../screens/seen-images.ts";

const previewTool = { type: "computer_use_preview", display_width: 1024, display_height: 768, environment: "browser" };
const call = {
  type: "computer_call",
  call_id: "call_1",
  id: "cu_1",
  actions: [{ type: "screenshot" }],
  status: "completed",
};
const output = {
  type: "computer_call_output",
  call_id: "call_1",
  output: { type: "computer_screenshot", image_url: pixel },
};
const check = { id: "sc_1", code: "malicious_instructions", message: "Careful." };
const user = { role: "user", content: "Look." };

const invalidTools: readonly RefusalCase[] = [
  {
    name: "a computer with a size",
    body: { input: "Hi", tools: [{ type: "computer", display_width: 1024 }] },
    message: "Unknown parameter: 'tools[0].display_width'.",
    code: "unknown_parameter",
    param: "tools[0].display_width",
  },
  {
    name: "a preview without its size",
    body: { input: "Hi", truncation: "auto", tools: [{ type: "computer_use_preview", environment: "browser" }] },
    message: "Missing required parameter: 'tools[0].display_width'.",
    code: "missing_required_parameter",
    param: "tools[0].display_width",
  },
  {
    name: "a preview of no height",
    body: { input: "Hi", truncation: "auto", tools: [{ ...previewTool, display_height: 0 }] },
    message:
      "Invalid 'tools[0].display_height': integer below minimum value. Expected a value >= 1, but got 0 instead.",
    code: "integer_below_min_value",
    param: "tools[0].display_height",
  },
  {
    name: "a preview with half a pixel",
    body: { input: "Hi", truncation: "auto", tools: [{ ...previewTool, display_height: 0.5 }] },
    message: "Invalid type for 'tools[0].display_height': expected an integer, but got a decimal number instead.",
    code: "invalid_type",
    param: "tools[0].display_height",
  },
  {
    name: "a preview on a telephone",
    body: { input: "Hi", truncation: "auto", tools: [{ ...previewTool, environment: "phone" }] },
    message: "Invalid value: 'phone'. Supported values are: 'windows', 'mac', 'linux', 'ubuntu', and 'browser'.",
    code: "invalid_value",
    param: "tools[0].environment",
  },
  {
    name: "a preview that must not truncate",
    body: { input: "Hi", tools: [previewTool] },
    message: "The tool 'computer_use_preview' requires 'truncation' to be 'auto'.",
    code: "unsupported_value",
    param: "truncation",
  },
];

const invalidItems: readonly RefusalCase[] = [
  {
    name: "a call without its output",
    body: { input: [user, call] },
    message: "No tool output found for computer call call_1.",
    param: "input",
  },
  {
    name: "an output without its call",
    body: { input: [user, output] },
    message: "No tool call found for computer call output with call_id call_1.",
    param: "input",
  },
  {
    name: "a replayed call with no safety checks in a list",
    body: { input: [user, { ...call, pending_safety_checks: [] }, output] },
    message:
      "Invalid 'input[1].pending_safety_checks': empty array. Expected an array with minimum length 1, but got an empty array instead.",
    code: "empty_array",
    param: "input[1].pending_safety_checks",
  },
  {
    name: "safety checks that nobody has acknowledged",
    body: {
      input: [
        user,
        { ...call, pending_safety_checks: [check, { id: "sc_2" }] },
        { ...output, acknowledged_safety_checks: [check] },
      ],
    },
    message: "Computer call output with call_id call_1 does not acknowledge the pending safety checks: sc_2.",
    code: "unacknowledged_safety_checks",
    param: "input",
  },
  {
    name: "an acknowledged check without id",
    body: { input: [user, call, { ...output, acknowledged_safety_checks: [{}] }] },
    message: "Missing required parameter: 'input[2].acknowledged_safety_checks[0].id'.",
    code: "missing_required_parameter",
    param: "input[2].acknowledged_safety_checks[0].id",
  },
  {
    name: "a failed output",
    body: { input: [user, call, { ...output, status: "failed" }] },
    message: "Invalid value: 'failed'. Supported values are: 'in_progress', 'completed', and 'incomplete'.",
    code: "invalid_value",
    param: "input[2].status",
  },
  {
    name: "an output without a screenshot",
    body: { input: [user, call, { ...output, output: { type: "computer_screenshot" } }] },
    message: "Missing required parameter: 'input[2].output.image_url'.",
    code: "missing_required_parameter",
    param: "input[2].output.image_url",
  },
  {
    name: "an address where the tool is not the preview",
    body: { input: [user, call, { ...output, output: { ...output.output, current_url: "https://example.com" } }] },
    message: "Unknown parameter: 'input[2].output.current_url'.",
    code: "unknown_parameter",
    param: "input[2].output.current_url",
  },
  {
    name: "more images than one request may have",
    body: {
      input: [{ role: "user", content: Array(501).fill({ type: "input_image", image_url: pixel, detail: "low" }) }],
    },
    message: "Too many images in request: 501. The maximum is 500.",
    code: "too_many_images",
    param: "input",
  },
];

describe("refuses", () => {
  it.each([...invalidTools, ...invalidItems])("$name", async (refusal) => {
    await expectRefused("/responses", refusal);
  });

  it("the new tool with the old model", async () => {
    const model = { contextWindow: 8_000, reply: [{}] };
    await using emulation = await emulate({ models: { "computer-use-preview": model } });
    const body = { model: "computer-use-preview", input: "Hi", tools: [{ type: "computer" }] };
    expect(await refusalOf(emulation.client.post("/responses", { body }))).toMatchObject({
      status: 400,
      message: "Hosted tool 'computer' is not supported with computer-use-preview.",
    });
  });

  it("a call without the reasoning that led to it", async () => {
    const reply = [{ reasoning: "I look.", items: [{ type: "computer_call", actions: [{ type: "screenshot" }] }] }];
    await using emulation = await emulate({ models: { "gpt-test": { contextWindow: 8_000, reply } } });
    const { output: items } = await emulation.client.responses.create({ model: "gpt-test", input: "Hi" });
    const [reasoning, made] = items;
    if (made?.type !== "computer_call") throw new Error("There is no call.");
    const { pending_safety_checks: _, ...replayed } = made;
    const body = { model: "gpt-test", input: [user, replayed, { ...output, call_id: made.call_id }] };
    expect(await refusalOf(emulation.client.post("/responses", { body }))).toMatchObject({
      message: `Item '${made.id}' of type 'computer_call' was provided without its required 'reasoning' item: '${reasoning?.id}'.`,
    });
  });
});

describe("takes", () => {
  it("calls with all that may come with them, and shows what their screenshots are", async () => {
    await using emulation = await emulate();
    const body = {
      model: "gpt-test",
      truncation: "auto",
      tools: [previewTool],
      input: [
        { role: "user", content: [{ type: "input_image", image_url: "https://example.com/a.png", detail: "auto" }] },
        { ...call, pending_safety_checks: [check] },
        {
          ...output,
          status: "completed",
          acknowledged_safety_checks: [check],
          output: { ...output.output, detail: "original", current_url: "https://example.com" },
        },
      ],
    };
    await emulation.client.post("/responses", { body });
    const seen = emulation.emulator.requests[0]?.seen;
    expect(seen?.tools).toEqual([{ type: "computer_use_preview", name: "computer_use_preview" }]);
    expect(seen && seenImages(seen)).toMatchObject([
      { from: "message", data: Buffer.alloc(0) },
      { from: "output", callId: "call_1", mediaType: "image/png", width: 1, height: 1 },
    ]);
  });
});

describe("plays", () => {
  it("calls of which the script says nothing but the actions, malformed ones and several at once", async () => {
    const scripted = [
      { type: "computer_call", actions: [{ type: "fly" }, { type: "click", x: "left" }] },
      { type: "computer_call", action: { type: "wait" }, call_id: "mine", pending_safety_checks: [check] },
    ];
    await using emulation = await emulate({
      models: { "gpt-test": { contextWindow: 8_000, reply: [{ items: scripted }] } },
    });
    const { output: items } = await emulation.client.responses.create({ model: "gpt-test", input: "Hi" });
    expect(items).toMatchObject([
      {
        ...scripted[0],
        id: expect.stringMatching(/^cu_/),
        call_id: expect.stringMatching(/^call_/),
        status: "completed",
        pending_safety_checks: [],
      },
      { ...scripted[1], id: expect.stringMatching(/^cu_/), status: "completed" },
    ]);
  });
});

describe("reads the size of", () => {
  const webp = (kind: string, ...rest: readonly number[]) =>
    Buffer.concat([Buffer.from(`RIFF....WEBP${kind}....`, "latin1"), Buffer.from(rest), Buffer.alloc(10)]);
  const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xc2, 0, 11, 8, 0x03, 0x84, 0x05, 0xa0, 3];

  it.each<[string, Buffer, object | undefined]>([
    [
      "a PNG",
      Buffer.from(pixel.slice(pixel.indexOf(",") + 1), "base64"),
      { mediaType: "image/png", width: 1, height: 1 },
    ],
    ["a JPEG", Buffer.from(jpeg), { mediaType: "image/jpeg", width: 1440, height: 900 }],
    ["a JPEG that is cut off", Buffer.from(jpeg.slice(0, 8)), undefined],
    ["a lossy WebP", webp("VP8 ", 0, 0, 0, 0, 0, 0, 0xa0, 0x05, 0x84, 0x03), { width: 1440, height: 900 }],
    ["a lossless WebP", webp("VP8L", 0x2f, 0x9f, 0xc5, 0xe0, 0x00), { width: 1440, height: 900 }],
    ["an extended WebP", webp("VP8X", 0, 0, 0, 0, 0x9f, 0x05, 0, 0x83, 0x03, 0), { width: 1440, height: 900 }],
    ["nothing", Buffer.alloc(0), undefined],
    ["noise", Buffer.alloc(64, 0xff), undefined],
  ])("%s", (_, bytes, header) => {
    if (header === undefined) expect(readImageHeader(bytes)).toBeUndefined();
    else expect(readImageHeader(bytes)).toMatchObject(header);
  });
});
