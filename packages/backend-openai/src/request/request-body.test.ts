import type { BackendRequest, FunctionTool } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { maximumImageCharacters } from "./check-images.ts";
import { type BodyOptions, requestBody } from "./request-body.ts";

const options: BodyOptions = {
  backend: "openai/gpt-test",
  model: "gpt-test",
  input: [{ type: "message", role: "user", content: "hi" }],
  stored: false,
  encryptedReasoning: true,
};

const tool: FunctionTool = { name: "read", parameters: { type: "object", properties: {} } };
const body = (request: Partial<BackendRequest>, more: Partial<BodyOptions> = {}) =>
  requestBody({ items: [], ...request }, { ...options, ...more });

describe("requestBody", () => {
  it("says nothing that was not asked for", () => {
    expect(body({})).toEqual({
      model: "gpt-test",
      store: false,
      include: ["reasoning.encrypted_content"],
      input: options.input,
    });
  });

  it("writes everything that can be asked for", () => {
    const request: BackendRequest = {
      items: [],
      instructions: "Be brief.",
      tools: [{ ...tool, description: "Reads.", strict: true }],
      toolChoice: { name: "read" },
      parallelToolCalls: false,
      reasoning: { effort: "low", summary: "auto" },
      outputFormat: { name: "answer", schema: { type: "object" } },
      maximumOutputTokens: 100,
      temperature: 0,
      cacheKey: "talk",
    };
    const more = { stored: true, encryptedReasoning: false, previousResponseId: "resp_1", serverThreshold: 5_000 };
    expect(requestBody(request, { ...options, ...more })).toEqual({
      model: "gpt-test",
      instructions: "Be brief.",
      tools: [{ type: "function", name: "read", description: "Reads.", parameters: tool.parameters, strict: true }],
      tool_choice: { type: "function", name: "read" },
      parallel_tool_calls: false,
      reasoning: { effort: "low", summary: "auto" },
      text: { format: { type: "json_schema", name: "answer", schema: { type: "object" }, strict: true } },
      max_output_tokens: 100,
      temperature: 0,
      prompt_cache_key: "talk",
      store: true,
      context_management: [{ type: "compaction", compact_threshold: 5_000 }],
      previous_response_id: "resp_1",
      input: options.input,
    });
  });

  it("leaves it to the provider whether a tool is strict", () => {
    expect(body({ tools: [tool] }).tools).toEqual([
      { type: "function", name: "read", parameters: tool.parameters, strict: null },
    ]);
    expect(body({ tools: [] })).not.toHaveProperty("tools");
  });

  it("lets the caller's own fields win", () => {
    expect(body({ temperature: 1, extraBody: { temperature: 0.5, top_p: 0.1 } })).toMatchObject({
      temperature: 0.5,
      top_p: 0.1,
    });
  });

  it.each(["", "a b", "ünı", "x".repeat(65)])("refuses the tool name %j", (name) => {
    expect(() => body({ tools: [{ ...tool, name }] })).toThrow(
      expect.objectContaining({
        code: "invalid-tool",
        message: `openai/gpt-test: the tool's name ${JSON.stringify(name)} is not allowed. Use letters, digits, _ and -, at most 64.`,
      }),
    );
  });

  it.each([{}, { type: "string" }, null, []])("refuses %j as parameters", (parameters) => {
    const broken: FunctionTool = JSON.parse(JSON.stringify({ name: "read", parameters }));
    expect(() => body({ tools: [broken] })).toThrow(
      expect.objectContaining({
        code: "invalid-tool",
        message:
          'openai/gpt-test: the parameters of the tool read are not the JSON schema of an object. Give them {"type": "object", "properties": {…}} at the top.',
      }),
    );
  });
});

describe("requestBody looks at images", () => {
  const withImage = (image_url: string) => [
    { type: "message", role: "user", content: [{ type: "input_image", image_url }] } as const,
  ];
  const png = "data:image/png;base64,";

  it.each([
    ["https://example.com/a.svg"],
    [`${png}iVBORw0KGgo=`],
    [`data:image/JPEG;base64,${"/9j/".repeat(1_000)}`],
    ["file-id-of-the-provider"],
  ])("and takes %.40s", (address) => {
    expect(() => body({}, { input: withImage(address) })).not.toThrow();
  });

  it.each([
    [png, "is not valid base64"],
    [`${png}not base64!`, "is not valid base64"],
    [`${png}${"A".repeat(2_000)}%`, "is not valid base64"],
    ["data:image/svg+xml;base64,AAAA", "is no PNG, JPEG, WebP or GIF in base64"],
    ["data:image/png,AAAA", "is no PNG, JPEG, WebP or GIF in base64"],
    [png.padEnd(maximumImageCharacters + 1, "A"), "is larger than 20 MB"],
  ])("and refuses %.40s: %s", (address, problem) => {
    expect(() => body({}, { input: withImage(address) })).toThrow(
      expect.objectContaining({
        code: "invalid-image",
        message: `openai/gpt-test: an image in item 0 ${problem}. Use a PNG, JPEG, WebP or GIF image below 20 MB, as an address or as base64 in a data URL.`,
      }),
    );
  });

  it("in screenshots and in what tools give back", () => {
    const image = { image_url: "data:text/html,x" };
    const outputs = [
      { type: "computer_call_output", call_id: "c", output: { type: "computer_screenshot", ...image } },
      { type: "function_call_output", call_id: "c", output: [{ type: "input_image", ...image }] },
    ];
    for (const item of outputs) expect(() => body({}, { input: [item] })).toThrow("is no PNG, JPEG, WebP or GIF");
  });
});
