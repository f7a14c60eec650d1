import { describe, expect, it } from "vitest";
import { backendFor, eventsOf } from "../testing/ask.ts";
import { startRawServer } from "../testing/raw-server.ts";
import { refusal } from "../testing/sse.ts";

/** Bodies as the servers' documentation, sources and bug trackers show them; none was recorded from a server. */
const refusals: readonly (readonly [string, number, unknown, string, string])[] = [
  [
    "Ollama, as text",
    404,
    { error: "model 'qwen9' not found, try pulling it first" },
    "unknown-model",
    "there is no such model here: model 'qwen9' not found, try pulling it first. Check the model's name, and that URL serves it.",
  ],
  [
    "Ollama, for a model without tools",
    400,
    {
      error: {
        message: "registry.ollama.ai/library/llama2:13b does not support tools",
        type: "api_error",
        param: null,
        code: null,
      },
    },
    "unsupported",
    "the model or its server does not take tools: registry.ollama.ai/library/llama2:13b does not support tools. Use a model that takes tools (`ollama show MODEL` lists what a model can do), or send no tools.",
  ],
  [
    "vLLM without a parser for tools",
    400,
    {
      object: "error",
      message: '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
      type: "BadRequestError",
      param: null,
      code: 400,
    },
    "unsupported",
    'the model or its server does not take tools: "auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set. Start vLLM with --enable-auto-tool-choice and the --tool-call-parser of the model, or send no tools.',
  ],
  [
    "vLLM, too long",
    400,
    {
      object: "error",
      message: "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens.",
      type: "BadRequestError",
      code: 400,
    },
    "context-overflow",
    "the conversation is larger than the model's window: This model's maximum context length is 8192 tokens. However, you requested 9000 tokens. Compact the conversation and send it again.",
  ],
  [
    "vLLM, unknown model, newer form",
    404,
    { error: { message: "The model `x` does not exist.", type: "NotFoundError", param: "model", code: 404 } },
    "unknown-model",
    "there is no such model here: The model `x` does not exist. Check the model's name, and that URL serves it.",
  ],
  [
    "vLLM, images",
    400,
    { error: { message: "qwen3 is not a multimodal model", type: "BadRequestError", code: 400 } },
    "unsupported",
    "the model or its server does not take images: qwen3 is not a multimodal model. Use a model that sees images (llama-server needs its --mmproj file), or take images out of the conversation.",
  ],
  [
    "llama.cpp, too long",
    400,
    {
      error: {
        code: 400,
        message: "the request exceeds the available context size, try increasing it",
        type: "exceed_context_size_error",
        n_prompt_tokens: 14429,
        n_ctx: 8192,
      },
    },
    "context-overflow",
    "the conversation is larger than the model's window: the request exceeds the available context size, try increasing it. Compact the conversation and send it again.",
  ],
  [
    "llama.cpp, images",
    500,
    {
      error: {
        code: 500,
        message: "image input is not supported - hint: you may need to provide the mmproj",
        type: "server_error",
      },
    },
    "unsupported",
    "the model or its server does not take images: image input is not supported - hint: you may need to provide the mmproj. Use a model that sees images (llama-server needs its --mmproj file), or take images out of the conversation.",
  ],
  [
    "llama.cpp without --jinja",
    500,
    { error: { code: 500, message: "tools param requires --jinja flag", type: "server_error" } },
    "unsupported",
    "the model or its server does not take tools: tools param requires --jinja flag. Start llama-server with --jinja, or send no tools.",
  ],
  [
    "LM Studio, too long",
    400,
    {
      error:
        "Trying to keep the first 15857 tokens when context the overflows. However, the model is loaded with less.",
    },
    "context-overflow",
    "the conversation is larger than the model's window: Trying to keep the first 15857 tokens when context the overflows. However, the model is loaded with less. Compact the conversation and send it again.",
  ],
  [
    "LM Studio without a model",
    404,
    {
      error: { message: "No models loaded. Please load a model in the developer page.", type: "invalid_request_error" },
    },
    "unknown-model",
    "no model is loaded: No models loaded. Please load a model in the developer page. Load a model in the server (`lms load` for LM Studio) and send the request again.",
  ],
  [
    "Gemini, too many requests",
    429,
    [
      {
        error: {
          code: 429,
          message: "Resource has been exhausted.",
          status: "RESOURCE_EXHAUSTED",
          details: [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "34s" }],
        },
      },
    ],
    "rate-limit",
    "too many requests: Resource has been exhausted. Wait, or send fewer requests at once.",
  ],
  [
    "Gemini, a wrong key",
    400,
    [{ error: { code: 400, message: "API key not valid. Please pass a valid API key.", status: "INVALID_ARGUMENT" } }],
    "unauthenticated",
    "the API key was not accepted: API key not valid. Please pass a valid API key. Check the API key.",
  ],
  [
    "OpenRouter, no credit",
    402,
    { error: { code: 402, message: "Insufficient credits", metadata: {} }, user_id: "u" },
    "quota",
    "the account has no credit left: Insufficient credits. Add credit to the account or use another key; trying again does not help.",
  ],
  [
    "OpenRouter, passing on",
    400,
    {
      error: {
        code: 400,
        message: "Provider returned error",
        metadata: {
          provider_name: "X",
          raw: '{"error":{"message":"prompt is too long: 215000 tokens > 200000 maximum"}}',
        },
      },
    },
    "context-overflow",
    "the conversation is larger than the model's window: Provider returned error: prompt is too long: 215000 tokens > 200000 maximum. Compact the conversation and send it again.",
  ],
  [
    "OpenRouter, moderation",
    403,
    {
      error: {
        code: 403,
        message: "Flagged",
        metadata: { reasons: ["violence"], flagged_input: "…", provider_name: "X" },
      },
    },
    "refused",
    "the provider will not work on this request: Flagged. Say it otherwise; the same request will be refused again.",
  ],
  [
    "Groq, an unreadable tool call",
    400,
    {
      error: {
        message: "Failed to call a function. Please adjust your prompt. See 'failed_generation' for more details.",
        type: "invalid_request_error",
        code: "tool_use_failed",
        failed_generation: "secret plan",
      },
    },
    "invalid-response",
    "the model wrote a tool call that its server could not read: Failed to call a function. Please adjust your prompt. See 'failed_generation' for more details. Try again, with fewer or simpler tools, or with another model.",
  ],
  [
    "Groq, more tokens than a minute may have",
    413,
    {
      error: {
        message: "Request too large for model `x` on tokens per minute (TPM): Limit 6000, Requested 8000.",
        type: "tokens",
        code: "rate_limit_exceeded",
      },
    },
    "request-too-large",
    "the request has more bytes than the provider takes: Request too large for model `x` on tokens per minute (TPM): Limit 6000, Requested 8000. Compact the conversation, or raise the account's limit of tokens per minute.",
  ],
  [
    "Anthropic, no credit",
    400,
    {
      error: {
        code: "invalid_request_error",
        message: "Your credit balance is too low to access the API.",
        type: "invalid_request_error",
      },
    },
    "quota",
    "the account has no credit left: Your credit balance is too low to access the API. Add credit to the account or use another key; trying again does not help.",
  ],
  [
    "Anthropic, overloaded",
    529,
    { type: "error", error: { type: "overloaded_error", message: "Overloaded" } },
    "unavailable",
    "the provider failed: Overloaded. Try again later.",
  ],
  [
    "Mistral, a wrong field",
    422,
    { object: "error", message: { detail: [{ loc: ["body", "top_k"], msg: "Extra inputs are not permitted" }] } },
    "invalid-request",
    "the request was not accepted: body.top_k: Extra inputs are not permitted. Change what it names and send it again.",
  ],
  [
    "DeepSeek, no credit",
    402,
    { error: { message: "Insufficient Balance", type: "unknown_error", param: null, code: "invalid_request_error" } },
    "quota",
    "the account has no credit left: Insufficient Balance. Add credit to the account or use another key; trying again does not help.",
  ],
  [
    "a proxy's page",
    502,
    "<html><head><title>502 Bad Gateway</title></head></html>",
    "unavailable",
    "the provider failed: 502 Bad Gateway. Try again later.",
  ],
  ["nothing at all", 500, "", "unavailable", "the provider failed: no reason given. Try again later."],
];

describe("a refusal", () => {
  it.each(refusals)("of %s is understood", async (_name, status, body, code, text) => {
    const { baseURL } = await startRawServer(refusal(status, body, { "x-request-id": "req_1" }));
    const failed = eventsOf(backendFor(baseURL, { retries: { maximumRetries: 0 } }));
    await expect(failed).rejects.toMatchObject({
      code,
      message: `test/chat-test: ${text.replace("URL", baseURL)}`,
      status,
      requestId: "req_1",
    });
  });

  it("repeats no text of the model", async () => {
    const said = "error parsing tool call: raw='rm -rf secrets', err=invalid character";
    const { baseURL } = await startRawServer(refusal(500, { error: { message: said, type: "api_error" } }));
    const failed = eventsOf(backendFor(baseURL, { retries: { maximumRetries: 0 } }));
    await expect(failed).rejects.toThrow(/error parsing tool call: raw=…/);
  });

  it("tells how long to wait, by header or in the body", async () => {
    const gemini = [{ error: { code: 429, status: "RESOURCE_EXHAUSTED", details: [{ retryDelay: "2.5s" }] } }];
    for (const answer of [refusal(429, {}, { "retry-after": "2.5" }), refusal(429, gemini)]) {
      const { baseURL } = await startRawServer(answer);
      const delays: number[] = [];
      const sleep = async (milliseconds: number) => void delays.push(milliseconds);
      await eventsOf(backendFor(baseURL, { retries: { maximumRetries: 1, sleep } })).catch(() => undefined);
      expect(delays).toEqual([2500]);
    }
  });

  it("is not confused by hostile bodies", async () => {
    const bodies = [
      null,
      5,
      [],
      [[]],
      { error: null },
      { error: [] },
      { error: { message: 5, code: {} } },
      "\u0000",
      "[".repeat(9_000),
    ];
    for (const body of bodies) {
      const { baseURL } = await startRawServer(refusal(400, body));
      await expect(eventsOf(backendFor(baseURL))).rejects.toMatchObject({ code: "invalid-request", status: 400 });
    }
  });
});
