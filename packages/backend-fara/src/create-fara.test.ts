import { imageSize } from "image-size";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { createFara } from "./create-fara.ts";
import type { FaraSettings } from "./fara-settings.ts";
import { faraProfiles } from "./profiles/fara-profiles.ts";
import { closedAddress, type ScriptedAnswer, type SentRequest, startChatServer } from "./test-support/chat-server.ts";
import { acted, browser, call, observe, turnOf } from "./test-support/turns.ts";

const { frame: of7B } = faraProfiles["7b"];
const { frame: of15 } = faraProfiles["1.5"];
const url = "https://example.org/shop?session=1";
const next = "Current URL: https://example.org/shop\nHere is the next screenshot. Think about what to do next.";

async function setUp(answers: readonly ScriptedAnswer[], settings: Partial<FaraSettings> = {}) {
  const server = await startChatServer({ answers });
  const model = createFara({
    model: "microsoft/Fara-7B",
    baseURL: server.baseURL,
    retries: { sleep: async () => undefined },
    now: () => new Date(2026, 5, 9, 12),
    ...settings,
  });
  return { server, model };
}

/** Messages in short: role, pictures as `*`, and texts. */
function shape({ body }: SentRequest): readonly string[] {
  return body.messages.slice(1).map(({ role, content }) => {
    const parts = typeof content === "string" ? [{ type: "text", text: content }] : content;
    return `${role}: ${parts.map((part) => (part.type === "image_url" ? "*" : part.text)).join(" ")}`;
  });
}

describe("createFara", () => {
  it("says what it is", () => {
    const model = createFara({ model: "microsoft/Fara-7B" });
    expect(model).toMatchObject({
      name: "fara/microsoft/Fara-7B",
      model: "microsoft/Fara-7B",
      generation: "7b",
      promptSource: "own",
      frame: { width: 1_428, height: 896, mediaType: "image/png" },
    });
    const custom = createFara({ model: "Fara1.5-9B", systemPrompt: "Act.", mediaType: "image/jpeg" });
    expect(custom).toMatchObject({
      generation: "1.5",
      promptSource: "custom",
      frame: { width: 1_440, height: 896, mediaType: "image/jpeg" },
    });
  });

  it.each<[Partial<FaraSettings>, string]>([
    [{ model: "" }, "model is no text. Give the model's name at the server."],
    [
      { mediaType: "image/webp" },
      "mediaType must be image/png or image/jpeg. Leave it out for PNG, which the models were trained with.",
    ],
    [{ systemPrompt: " " }, "systemPrompt is empty. Leave it out for the prompt of this package."],
    [
      { maximumOutputTokens: 0.5 },
      "maximumOutputTokens must be a whole number above zero. Leave it out for the default.",
    ],
    [
      { searchUrl: "https://example.org" },
      "searchUrl is no address with {query} in it. Write it like https://www.bing.com/search?q={query}&FORM=QBLH, or leave it out.",
    ],
    [
      { baseURL: "ftp://example.org" },
      "baseURL is not an http or https address. Give one such as http://localhost:11434/v1.",
    ],
  ])("refuses %j", (settings, message) => {
    expect(() => createFara({ model: "fara-7b", ...settings })).toThrow(
      expect.objectContaining({ code: "invalid-option", message }),
    );
  });
});

describe("a session of Fara-7B", () => {
  it("sends what the model was trained on, and nothing more", async () => {
    const { server, model } = await setUp([call({ action: "left_click", coordinate: [714, 448] })]);
    const session = model.start({ task: "Buy tea.", computer: browser });
    const observation = observe(of7B, { url });
    const step = await session.decide(turnOf(observation));
    expect(step).toEqual({
      decision: { type: "act", actions: [{ type: "click", x: 714, y: 448 }], thoughts: "I go on." },
      output: { text: call({ action: "left_click", coordinate: [714, 448] }) },
      requests: 1,
      usage: { inputTokens: 10, outputTokens: 5 },
    });
    const [request] = server.requests;
    const { messages, ...fields } = request?.body ?? { messages: [] };
    expect(fields).toEqual({
      model: "microsoft/Fara-7B",
      stream: true,
      stream_options: { include_usage: true },
      temperature: 0,
      max_tokens: 1_024,
    });
    expect(messages[0]?.content).toContain("The screen's resolution is 1428x896.");
    const picture = `data:image/png;base64,${Buffer.from(observation.frame.data).toString("base64")}`;
    expect(messages.slice(1)).toEqual([
      {
        role: "user",
        content: [
          { type: "image_url", image_url: { url: picture } },
          { type: "text", text: "Buy tea." },
        ],
      },
    ]);
  });

  it("keeps raw answers and drops old screenshots", async () => {
    const answers = [0, 1, 2, 3].map((time) => call({ action: "wait", time }));
    const { server, model } = await setUp(answers);
    const session = model.start({ task: "Buy tea.", computer: browser });
    await session.decide(turnOf(observe(of7B)));
    for (let step = 0; step < 3; step += 1) await session.decide(turnOf(observe(of7B, { url }), acted));
    expect(server.requests.map(shape).at(-1)).toEqual([
      "user: Buy tea.",
      `assistant: ${answers[0]}`,
      `user: * ${next}`,
      `assistant: ${answers[1]}`,
      `user: * ${next}`,
      `assistant: ${answers[2]}`,
      `user: * ${next}`,
    ]);
  });

  it("lets the model correct itself twice, and forgets that it had to", async () => {
    const good = call({ action: "wait" });
    const { server, model } = await setUp(["I am lost.", call({ action: "dance" }), good]);
    const session = model.start({ task: "Buy tea.", computer: browser });
    const step = await session.decide(turnOf(observe(of7B)));
    expect(step).toMatchObject({ requests: 3, usage: { inputTokens: 30, outputTokens: 15 }, output: { text: good } });
    expect(server.requests.map(shape).at(-1)).toEqual([
      "user: * Buy tea.",
      "assistant: I am lost.",
      expect.stringContaining("user: ERROR: Nothing was done. The answer holds no tool call that can be read."),
      `assistant: ${call({ action: "dance" })}`,
      expect.stringContaining('user: ERROR: Nothing was done. There is no action "dance". Use one of: key, type,'),
    ]);
    await session.decide(turnOf(observe(of7B), acted));
    expect(server.requests.map(shape).at(-1)?.slice(0, 2)).toEqual(["user: * Buy tea.", `assistant: ${good}`]);
  });

  it("gives up after three answers that are none, and is then as it was", async () => {
    const bad = call({ action: "left_click", coordinate: [5_000, 5] });
    const { server, model } = await setUp([call({ action: "wait" }), bad, bad, bad, call({ action: "wait" })]);
    const session = model.start({ task: "Buy tea.", computer: browser });
    await session.decide(turnOf(observe(of7B)));
    await expect(session.decide(turnOf(observe(of7B, { url }), acted))).rejects.toMatchObject({
      name: "BackendError",
      code: "invalid-response",
      retryable: false,
      message:
        "fara/microsoft/Fara-7B: 3 answers in a row held no action that can be done. Check that the server runs a Fara model of the set generation, not another model or its text-only form.",
    });
    await session.decide(turnOf(observe(of7B, { url }), acted));
    expect(server.requests.map(shape).at(-1)).toEqual([
      "user: * Buy tea.",
      `assistant: ${call({ action: "wait" })}`,
      `user: * ${next}`,
    ]);
  });

  it("gives up after three empty answers", async () => {
    const { server, model } = await setUp([""]);
    const session = model.start({ task: "Buy tea.", computer: browser });
    await expect(session.decide(turnOf(observe(of7B)))).rejects.toMatchObject({
      code: "invalid-response",
      message:
        "fara/microsoft/Fara-7B: 3 answers in a row were empty. Start llama-server with `--reasoning-format none`, raise the server's context, or check with `massgen doctor` what else it lacks.",
    });
    expect(server.requests).toHaveLength(3);
  });

  it("does not take a call for whole that was cut off", async () => {
    const cut = 'Now.\n<tool_call>\n{"name": "computer_use", "arguments": {"action": "type", "text": "a"';
    const { server, model } = await setUp([{ message: { content: cut }, finish: "length" }, call({ action: "wait" })]);
    const step = await model.start({ task: "Buy tea.", computer: browser }).decide(turnOf(observe(of7B)));
    expect(step).toMatchObject({ requests: 2, decision: { actions: [{ type: "wait" }] } });
    expect(server.requests.map(shape).at(-1)?.at(-1)).toContain("The answer was cut off before its end.");
  });

  it("stops reading an answer of ten megabytes", async () => {
    const { server, model } = await setUp(["x".repeat(10_000_000), call({ action: "wait" })]);
    const step = await model.start({ task: "Buy tea.", computer: browser }).decide(turnOf(observe(of7B)));
    expect(step.requests).toBe(2);
    const [, answer] = shape(server.requests[1] as SentRequest);
    expect(answer?.length).toBeLessThan(2_100);
  });

  it("says that the user approves of a critical point", async () => {
    const stopped = call({ action: "terminate", status: "success" }, "A Critical Point: the order.");
    const { server, model } = await setUp([stopped, call({ action: "wait" })]);
    const session = model.start({ task: "Buy tea.", computer: browser });
    const { decision } = await session.decide(turnOf(observe(of7B)));
    expect(decision).toMatchObject({ type: "finish", criticalPoint: "A Critical Point: the order." });
    await session.decide(turnOf(observe(of7B), { type: "acted", performed: 0, acknowledged: [] }));
    expect(server.requests.map(shape).at(-1)?.at(-1)).toBe(
      "user: * You have my approval for this step. Go on with the task.",
    );
  });
});

describe("a session of Fara1.5", () => {
  const settings = { model: "Fara1.5-9B" };

  it("stops behind a call, without thinking, in a space of a thousand", async () => {
    const { server, model } = await setUp([call({ action: "left_click", coordinate: [500, 500] })], settings);
    const step = await model.start({ task: "Buy tea.", computer: browser }).decide(turnOf(observe(of15)));
    expect(step.decision).toMatchObject({ actions: [{ type: "click", x: 720, y: 448 }] });
    expect(server.requests[0]?.body).toMatchObject({
      chat_template_kwargs: { enable_thinking: false },
      stop: ["</tool_call>"],
      temperature: 0,
    });
    expect(server.requests[0]?.body.messages[0]?.content).toContain("resolution is 1000x1000.");
  });

  it("keeps the user's replies, and has pages read in a request of its own", async () => {
    const read = call({ action: "read_page_answer_question", question: "Price?" });
    const found = `It is 5. ${"x".repeat(600)}${"y".repeat(600)}`;
    const answers = [call({ action: "ask_user_question", question: "Which?" }), read, found, call({ action: "wait" })];
    const { server, model } = await setUp([...answers, call({ action: "wait" })], settings);
    const session = model.start({ task: "Buy tea.", computer: browser });
    expect((await session.decide(turnOf(observe(of15)))).decision).toMatchObject({ type: "ask", question: "Which?" });
    const replied = { type: "replied", reply: "The green one." } as const;
    expect((await session.decide(turnOf(observe(of15, { url }), replied))).decision).toMatchObject({
      type: "read-page",
      question: "Price?",
    });
    const text = `Tea costs 5. ${"z".repeat(30_000)}`;
    const step = await session.decide(turnOf(observe(of15, { url }), { type: "page-text", question: "Price?", text }));
    expect(step).toMatchObject({ requests: 2, usage: { inputTokens: 20, outputTokens: 10 } });
    const [, , reading, deciding] = server.requests;
    expect(reading?.body.stop).toBeUndefined();
    expect(reading?.body.chat_template_kwargs).toEqual({ enable_thinking: false });
    const [page] = shape(reading as SentRequest);
    expect(page?.startsWith("user: Text of the page:\nTea costs 5. zzz")).toBe(true);
    expect(page?.endsWith("\n[The rest is left out.]\n\nQuestion: Price?")).toBe(true);
    expect(page?.length).toBeLessThan(20_100);
    const answer = `The page was read for: Price?\nAnswer: ${found.slice(0, 500)}\n[209 characters are left out.]\n${"y".repeat(500)}`;
    expect(shape(deciding as SentRequest).at(-1)).toBe(
      `user: * Current URL: https://example.org/shop\n${answer}\nHere is the next screenshot. Think about what to do next.`,
    );
    expect(step.output).toEqual({ text: call({ action: "wait" }), pageAnswer: answer });
    for (let count = 0; count < 3; count += 1) await session.decide(turnOf(observe(of15, { url }), acted));
    expect(server.requests.map(shape).at(-1)?.slice(0, 4)).toEqual([
      "user: Buy tea.",
      `assistant: ${answers[0]}`,
      "user: The green one.",
      `assistant: ${read}`,
    ]);
  });
});

describe("where servers differ", () => {
  const wait = call({ action: "wait" });

  it.each<[string, ScriptedAnswer]>([
    ["everything in reasoning_content", { message: { content: "", reasoning_content: wait } }],
    ["everything in reasoning", { message: { content: null, reasoning: wait } }],
    ["a stray mark of thoughts", `<think>\n${wait}`],
    ["empty thoughts", `<think>\n\n</think>\n\n${wait}`],
    ["thoughts beside", { message: { content: wait, reasoning_content: "Hm." } }],
    [
      "native calls",
      {
        message: {
          content: "I go on.",
          tool_calls: [
            { id: "a", type: "function", function: { name: "computer_use", arguments: '{"action": "wait"}' } },
          ],
        },
        finish: "tool_calls",
      },
    ],
  ])("reads %s", async (_, answer) => {
    const { server, model } = await setUp([answer], { model: "Fara1.5-4B" });
    const step = await model.start({ task: "Buy tea.", computer: browser }).decide(turnOf(observe(of15)));
    expect(step.decision).toEqual({
      type: "act",
      actions: [{ type: "wait", milliseconds: 3_000 }],
      thoughts: "I go on.",
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ["without /v1 where it is not known", "", "/v1"],
    ["with /v1 where it is missing", "/v1", ""],
  ])("asks %s, and remembers it", async (_, root, given) => {
    const server = await startChatServer({ answers: [wait], root });
    const baseURL = `${new URL(server.baseURL).origin}${given}`;
    const session = createFara({ model: "fara-7b", baseURL }).start({ task: "Buy tea.", computer: browser });
    expect((await session.decide(turnOf(observe(of7B)))).requests).toBe(2);
    expect((await session.decide(turnOf(observe(of7B), acted))).requests).toBe(1);
    expect(server.requests.map((request) => request.url)).toEqual([
      `${root}/chat/completions`,
      `${root}/chat/completions`,
    ]);
  });

  it("tells a missing model from a missing address", async () => {
    const body = { object: "error", message: "The model `fara-7b` does not exist.", code: 404 };
    const { model } = await setUp([{ status: 404, body }], { model: "fara-7b" });
    const session = model.start({ task: "Buy tea.", computer: browser });
    await expect(session.decide(turnOf(observe(of7B)))).rejects.toMatchObject({ code: "unknown-model", status: 404 });
  });

  it("asks again where the server fails, but not where it refuses", async () => {
    const failing = await setUp([{ status: 500 }, { status: 429 }, wait], { model: "fara-7b" });
    const step = await failing.model.start({ task: "Buy tea.", computer: browser }).decide(turnOf(observe(of7B)));
    expect(step.requests).toBe(3);
    const refusing = await setUp([{ status: 401 }, wait], { model: "fara-7b", apiKey: "key-12345678" });
    await expect(
      refusing.model.start({ task: "Buy tea.", computer: browser }).decide(turnOf(observe(of7B))),
    ).rejects.toMatchObject({ code: "unauthenticated" });
    expect(refusing.server.requests[0]?.headers.authorization).toBe("Bearer key-12345678");
  });

  it("says where nothing answers", async () => {
    const model = createFara({ model: "fara-7b", baseURL: await closedAddress(), retries: { maximumRetries: 0 } });
    const session = model.start({ task: "Buy tea.", computer: browser });
    await expect(session.decide(turnOf(observe(of7B)))).rejects.toMatchObject({ code: "unreachable" });
  });

  it("stops where it is told to, before a request and while it waits for the next", async () => {
    const controller = new AbortController();
    const { server, model } = await setUp([{ status: 500 }], {
      retries: {
        sleep: async (_, signal) => {
          controller.abort(new Error("stop"));
          signal?.throwIfAborted();
        },
      },
    });
    const session = model.start({ task: "Buy tea.", computer: browser });
    const { signal } = controller;
    await expect(session.decide(turnOf(observe(of7B)), { signal })).rejects.toThrow("stop");
    await expect(session.decide(turnOf(observe(of7B)), { signal })).rejects.toThrow("stop");
    expect(server.requests).toHaveLength(1);
  });

  it("says which model is missing at whichever address it found", async () => {
    const body = { object: "error", message: "The model `fara-7b` does not exist.", code: 404 };
    const server = await startChatServer({ answers: [{ status: 404, body }] });
    const { origin } = new URL(server.baseURL);
    const session = createFara({ model: "fara-7b", baseURL: origin }).start({ task: "Buy tea.", computer: browser });
    await expect(session.decide(turnOf(observe(of7B)))).rejects.toMatchObject({ code: "unknown-model" });
  });
});

describe("frames of another size", () => {
  it("are resized, and coordinates scaled by what the picture is", async () => {
    const { server, model } = await setUp([call({ action: "left_click", coordinate: [1_074, 37] })]);
    const observation = observe({ width: 1_440, height: 900 });
    // What a computer claims does not count.
    const claimed = { ...observation, frame: { ...observation.frame, width: 2_880, height: 1_800 } };
    const step = await model.start({ task: "Buy tea.", computer: browser }).decide(turnOf(claimed));
    expect(step.decision).toMatchObject({ actions: [{ type: "click", x: 1083.025, y: 37.165 }] });
    const [message] = server.requests[0]?.body.messages.slice(1) ?? [];
    const [picture] = Array.isArray(message?.content) ? message.content : [];
    const data = Buffer.from(String(picture?.image_url?.url).split(",")[1] ?? "", "base64");
    expect(imageSize(data)).toMatchObject({ width: 1_428, height: 896, type: "png" });
    expect((await sharp(data).stats()).channels.map(({ mean }) => mean)).toEqual([255, 0, 0]);
  });

  it("are resized by what is given instead of sharp", async () => {
    const targets: object[] = [];
    const { server, model } = await setUp([call({ action: "wait" })], {
      mediaType: "image/jpeg",
      resize: async (_, target) => {
        targets.push(target);
        return Buffer.from("small");
      },
    });
    await model.start({ task: "Buy tea.", computer: browser }).decide(turnOf(observe({ width: 1_280, height: 720 })));
    expect(targets).toEqual([{ width: 1_288, height: 728, mediaType: "image/jpeg" }]);
    expect(JSON.stringify(server.requests[0]?.body)).toContain("data:image/jpeg;base64,c21hbGw=");
  });

  it("that are none are an error", async () => {
    const { model } = await setUp([""]);
    const observation = observe(of7B);
    const broken = { ...observation, frame: { ...observation.frame, data: new Uint8Array(20) } };
    await expect(model.start({ task: "Buy tea.", computer: browser }).decide(turnOf(broken))).rejects.toThrow(
      "A frame is no picture that can be read. Check that the computer gives whole PNG, JPEG or WebP pictures.",
    );
  });
});

describe("an earlier run", () => {
  it("is taken up exactly", async () => {
    const answers = [0, 1, 2, 3, 4].map((time) => call({ action: "wait", time }));
    const turns = [
      turnOf(observe(of7B)),
      turnOf(observe(of7B, { url }), { type: "replied", reply: "Yes." }),
      ...[0, 1, 2].map(() => turnOf(observe({ width: 1_440, height: 900 }, { url }), acted)),
    ];
    const first = await setUp(answers);
    const session = first.model.start({ task: "Buy tea.", computer: browser });
    const outputs: unknown[] = [];
    for (const turn of turns) outputs.push(JSON.parse(JSON.stringify((await session.decide(turn)).output)));
    const second = await setUp(answers.slice(4));
    const past = turns.slice(0, 4).map((turn, index) => ({ turn, output: outputs[index] }));
    const last = turns[4];
    if (last === undefined) throw new Error("There is no last turn.");
    await second.model.start({ task: "Buy tea.", computer: browser, past }).decide(last);
    expect(second.server.requests[0]?.body).toEqual(first.server.requests[4]?.body);
  });

  it("of another model is refused", () => {
    const past = [{ turn: turnOf(observe(of7B)), output: { id: "resp_1" } }];
    const model = createFara({ model: "fara-7b" });
    expect(() => model.start({ task: "Buy tea.", computer: browser, past })).toThrow(
      "Step 1 of the earlier run was not made by a Fara model. Begin anew, or pass what was done as the story of the task.",
    );
  });

  it("of another model is told as a story", async () => {
    const { server, model } = await setUp([call({ action: "wait" })]);
    await model
      .start({ task: "Buy tea.", computer: browser, story: "The shop is open." })
      .decide(turnOf(observe(of7B)));
    expect(server.requests.map(shape)[0]).toEqual([
      "user: * Buy tea.\n\nWhat has been done of it so far:\nThe shop is open.",
    ]);
  });
});
