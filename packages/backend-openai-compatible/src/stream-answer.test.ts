import type { BackendEvent } from "@massgen/core";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { backendFor, eventsOf, finishOf, question } from "./testing/ask.ts";
import { type RawAnswer, startRawServer } from "./testing/raw-server.ts";
import { chunk, greeting, sse } from "./testing/sse.ts";

const message = (text: string) => ({
  type: "message",
  role: "assistant",
  content: [{ type: "output_text", text, annotations: [] }],
});
const hello = message("Hello there.");
const answer = (...pieces: readonly string[]): RawAnswer => ({ pieces });
const usage = { prompt_tokens: 12, completion_tokens: 3 };
const ok = [chunk({ content: "Hello " }), chunk({ content: "there." }, "stop")];

describe("a stream", () => {
  it("tells deltas, items and the end", async () => {
    const { baseURL, requests } = await startRawServer(greeting);
    expect(await eventsOf(backendFor(baseURL))).toEqual([
      { type: "text-delta", text: "Hello " },
      { type: "text-delta", text: "there." },
      { type: "item", item: hello },
      {
        type: "finish",
        reason: "stop",
        items: [hello],
        usage: { inputTokens: 12, outputTokens: 3 },
        responseId: "chatcmpl-1",
      },
    ]);
    expect(requests).toMatchObject([
      {
        url: "/v1/chat/completions",
        body: { model: "chat-test", stream: true, messages: [{ role: "user", content: "Hello?" }] },
      },
    ]);
  });

  it("puts thoughts first, then text, then calls", async () => {
    const call = { index: 0, id: "a", function: { name: "read", arguments: "{}" } };
    const { baseURL } = await startRawServer(
      answer(sse(chunk({ reasoning_content: "hm" }), chunk({ content: "I look.", tool_calls: [call] }, "tool_calls"))),
    );
    expect(await finishOf(backendFor(baseURL))).toEqual({
      type: "finish",
      reason: "tool-calls",
      items: [
        { type: "reasoning", summary: [], content: [{ type: "reasoning_text", text: "hm" }] },
        message("I look."),
        { type: "function_call", call_id: "a", name: "read", arguments: "{}" },
      ],
      responseId: "chatcmpl-1",
    });
  });

  it.each<[string, RawAnswer]>([
    ["without [DONE]", answer(`data: ${JSON.stringify(ok[0])}\n\ndata: ${JSON.stringify(ok[1])}\n\n`)],
    ["without the last empty line", answer(sse(...ok).trimEnd())],
    ["without a finish reason, with [DONE]", answer(sse(chunk({ content: "Hello there." })))],
    [
      "with an empty finish reason in each chunk",
      answer(sse(chunk({ content: "Hello there." }, ""), chunk({}, "stop"))),
    ],
    ["without spaces", answer(sse(...ok).replaceAll("data: ", "data:"))],
    ["with CRLF", answer(sse(...ok).replaceAll("\n", "\r\n"))],
    ["with single line ends", answer(sse(...ok).replaceAll("\n\n", "\n"))],
    ["with a byte order mark", answer(`\uFEFF${sse(...ok)}`)],
    ["with comments", answer(`: OPENROUTER PROCESSING\n\n:\n\n${sse(...ok).replaceAll("data: {", ": wait\ndata: {")}`)],
    [
      "with names and ids of events",
      answer(sse(...ok).replaceAll("data: {", "event: message\nid: 1\nretry: 10\ndata: {")),
    ],
    ["with chunks that say nothing", answer(sse(null, { choices: [] }, { choices: null }, {}, chunk(null), ...ok))],
    [
      "with null in each field",
      answer(
        sse(...ok.map((one) => ({ ...one, usage: null, error: null })), chunk({ content: null, tool_calls: null })),
      ),
    ],
    ["with a second choice", answer(sse({ choices: [{ index: 1, delta: { content: "no" } }] }, ...ok))],
    ["with something after [DONE]", answer(`${sse(...ok)}data: {oops\n\n`)],
    [
      "with messages in place of deltas",
      answer(sse({ choices: [{ message: { content: "Hello there." }, finish_reason: "stop" }] })),
    ],
    ["with content in parts", answer(sse(chunk({ content: [{ type: "text", text: "Hello there." }] }, "stop")))],
    [
      "that breaks off after the finish reason",
      { ...answer(sse(...ok).replace(/data: \[DONE\]\n\n$/, "")), after: "cut" },
    ],
    [
      "as one JSON body",
      answer(JSON.stringify({ choices: [{ message: { content: "Hello there." }, finish_reason: "stop" }] })),
    ],
    [
      "as a JSON body without a finish reason",
      answer(JSON.stringify({ choices: [{ message: { content: "Hello there." } }] })),
    ],
  ])("is read %s", async (_name, raw) => {
    const { baseURL } = await startRawServer(raw);
    expect((await eventsOf(backendFor(baseURL, { retries: { maximumRetries: 0 } }))).at(-1)).toMatchObject({
      type: "finish",
      reason: "stop",
      items: [hello],
    });
  });

  it.each<[string, readonly unknown[]]>([
    ["an extra chunk", [...ok, { choices: [], usage }]],
    ["the last choice's chunk", [ok[0], chunk({ content: "there." }, "stop", { usage })]],
    [
      "each chunk",
      [chunk({ content: "Hello" }, null, { usage: { prompt_tokens: 12, completion_tokens: 1 } }), { ...ok[1], usage }],
    ],
    ["a field of Groq's", [...ok, { choices: [], x_groq: { usage } }]],
  ])("finds usage in %s", async (_name, chunks) => {
    const { baseURL } = await startRawServer(answer(sse(...chunks)));
    expect((await finishOf(backendFor(baseURL))).usage).toEqual({ inputTokens: 12, outputTokens: 3 });
  });

  it("reports no usage that cannot be true", async () => {
    const { baseURL } = await startRawServer(answer(sse(...ok, { usage: { prompt_tokens: 0, completion_tokens: 0 } })));
    expect(await finishOf(backendFor(baseURL))).not.toHaveProperty("usage");
  });

  it("waits five seconds for usage after the finish reason, and takes silence for the end", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const bytes = new TextEncoder().encode(sse(...ok).replace(/data: \[DONE\]\n\n$/, ""));
    const send = async (_url: unknown, init?: RequestInit) =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(bytes);
            init?.signal?.addEventListener("abort", () => controller.error(init.signal?.reason));
          },
        }),
      );
    const events: BackendEvent[] = [];
    const reading = (async () => {
      for await (const event of backendFor("http://test.invalid/v1", { fetch: send }).stream(question))
        events.push(event);
    })();
    await vi.advanceTimersByTimeAsync(4_900);
    expect(events.map(({ type }) => type)).toEqual(["text-delta", "text-delta"]);
    await vi.advanceTimersByTimeAsync(200);
    await reading;
    expect(events.at(-1)).toMatchObject({ type: "finish", items: [hello] });
  });
});

describe("thoughts in the text", () => {
  const thinking = answer(sse(chunk({ content: "<thi" }), chunk({ content: "nk>\nhm\n</think>\n\nYes." }, "stop")));
  const opened = answer(sse(chunk({ content: "hm</think>Yes." }, "stop")));
  const thought = { type: "reasoning", summary: [], content: [{ type: "reasoning_text", text: "hm" }] };

  it.each([
    ["are taken out", thinking, {}, [thought, message("Yes.")]],
    ["stay where that is asked for", thinking, { thinkTags: false }, [message("<think>\nhm\n</think>\n\nYes.")]],
    ["need no opening tag where that is said", opened, { thinkTags: "opened" }, [thought, message("Yes.")]],
    ["are text where such a model does not think", greeting, { thinkTags: "opened" }, [hello]],
  ] as const)("%s", async (_name, raw, options, items) => {
    const { baseURL } = await startRawServer(raw);
    expect((await finishOf(backendFor(baseURL, options))).items).toEqual(items);
  });

  it("stay where the server tells thoughts apart itself", async () => {
    const { baseURL } = await startRawServer(
      answer(sse(chunk({ reasoning: "hm" }), chunk({ content: "<think> is a tag." }, "stop"))),
    );
    expect((await finishOf(backendFor(baseURL))).items).toEqual([thought, message("<think> is a tag.")]);
  });
});

describe("an answer of no use", () => {
  const cutMessage =
    "test/chat-test: the answer ended before it was complete. Try again; where it happens each time, look for a proxy that ends long answers.";
  const emptyMessage =
    "test/chat-test: the answer holds neither text nor a tool call. Try again; where it stays empty, look whether the server's context is too small for the conversation.";
  const unreadable = (why: string) =>
    `test/chat-test: the answer could not be read: ${why}. Check that baseURL leads to a server of this protocol.`;

  it.each<[string, RawAnswer, string, string]>([
    ["that ends early", answer(`data: ${JSON.stringify(ok[0])}\n\n`), "stream-cut", cutMessage],
    ["that ends within a line", answer(sse(...ok).slice(0, 40)), "stream-cut", cutMessage],
    ["that never began", answer(""), "stream-cut", cutMessage],
    ["that its server aborted", answer(sse(chunk({ content: "Hello" }, "abort"))), "stream-cut", cutMessage],
    ["without anything", answer(sse(chunk({ content: "" }, "stop"))), "invalid-response", emptyMessage],
    ["of thoughts alone", answer(sse(chunk({ reasoning: "hm" }, "stop"))), "invalid-response", emptyMessage],
    ["with a malformed line", answer("data: {oops\n\n"), "invalid-response", unreadable("a line of it is not JSON")],
    ["that is a page", answer("<html></html>"), "invalid-response", unreadable("it is neither a stream nor JSON")],
    ["that is other JSON", answer('{"models":[]}'), "invalid-response", unreadable("it holds no choices")],
    ["of numbers", answer(sse(1)), "invalid-response", unreadable("a chunk of it is no object")],
    [
      "with a call without name",
      answer(sse(chunk({ tool_calls: [{ index: 0, function: { arguments: "{}" } }] }, "tool_calls"))),
      "invalid-response",
      unreadable("a tool call has no name"),
    ],
    [
      "with a malformed call (Gemini)",
      answer(sse(chunk({}, "function_call_filter: MALFORMED_FUNCTION_CALL"))),
      "invalid-response",
      unreadable("the model wrote a malformed tool call"),
    ],
    [
      "that its server gave up",
      answer(sse(chunk({ content: "He" }, "error"))),
      "unavailable",
      "test/chat-test: the server gave up while it answered. Try again later.",
    ],
  ])("%s is made again", async (_name, raw, code, text) => {
    const { baseURL, requests } = await startRawServer(raw, greeting);
    const events = await eventsOf(backendFor(baseURL));
    const restart = events.find((event) => event.type === "restart");
    expect(restart).toMatchObject({ attempt: 1, delayMilliseconds: 500, error: { code, message: text } });
    expect(events.at(-1)).toMatchObject({ type: "finish", items: [hello] });
    expect(requests).toHaveLength(2);
  });

  it("is given up after the last repetition", async () => {
    const { baseURL, requests } = await startRawServer(answer("data: {oops\n\n"));
    const backend = backendFor(baseURL, { retries: { maximumRetries: 2 } });
    await expect(eventsOf(backend)).rejects.toMatchObject({ code: "invalid-response", retryable: true });
    expect(requests).toHaveLength(3);
  });

  it.each<[string, RawAnswer, readonly string[]]>([
    ["without anything", answer(sse(chunk({ content: "" }, "stop"), { choices: [], usage })), ["finish"]],
    [
      "of thoughts alone",
      answer(sse(chunk({ reasoning: "hm" }, "stop"), { choices: [], usage })),
      ["reasoning-delta", "finish"],
    ],
  ])("%s is one where that is allowed, with its usage", async (_name, raw, types) => {
    const { baseURL, requests } = await startRawServer(raw);
    const events = await eventsOf(backendFor(baseURL, { allowEmptyAnswers: true }));
    expect(events.map(({ type }) => type)).toEqual(types);
    expect(events.at(-1)).toMatchObject({
      type: "finish",
      reason: "stop",
      items: [],
      usage: { inputTokens: 12, outputTokens: 3 },
    });
    expect(requests).toHaveLength(1);
  });

  it("may be empty where a limit was reached", async () => {
    const { baseURL } = await startRawServer(answer(sse(chunk({ reasoning: "hm" }, "length"))));
    expect(await finishOf(backendFor(baseURL))).toMatchObject({ reason: "length", items: [] });
  });

  it("is a refusal where a filter took all of it, and is not made again", async () => {
    const { baseURL, requests } = await startRawServer(answer(sse(chunk({}, "content_filter"))));
    await expect(eventsOf(backendFor(baseURL))).rejects.toMatchObject({
      code: "refused",
      message:
        "test/chat-test: a content filter of the server took the whole answer. Say it otherwise; the same request will be refused again.",
    });
    expect(requests).toHaveLength(1);
  });

  it("keeps what a filter left", async () => {
    const { baseURL } = await startRawServer(answer(sse(chunk({ content: "Hello there." }, "content_filter"))));
    expect(await finishOf(backendFor(baseURL))).toMatchObject({ reason: "content-filter", items: [hello] });
  });

  it("of a server that fell silent is made again", async () => {
    const silent = { ...answer(`data: ${JSON.stringify(ok[0])}\n\n`), after: "silence" } as const;
    const { baseURL, left } = await startRawServer(silent, greeting);
    const events = await eventsOf(backendFor(baseURL, { timeoutMilliseconds: 200 }));
    expect(events.find(({ type }) => type === "restart")).toMatchObject({
      error: {
        code: "timeout",
        message: "test/chat-test: nothing came for 200 ms. Try again, or allow more time with timeoutMilliseconds.",
      },
    });
    expect(events.at(-1)).toMatchObject({ items: [hello] });
    await left;
  });
});
