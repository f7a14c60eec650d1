import { describe, expect, it } from "vitest";
import { faraProfiles } from "../profiles/fara-profiles.ts";
import type { SentRequest } from "../test-support/chat-server.ts";
import { setUpFara, shape } from "../test-support/set-up-fara.ts";
import { acted, browser, call, observe, turnOf } from "../test-support/turns.ts";

const { frame: of7B } = faraProfiles["7b"];
const { frame: of15 } = faraProfiles["1.5"];
const url = "https://example.org/shop?session=1";
const next = "Current URL: https://example.org/shop\nHere is the next screenshot. Think about what to do next.";

describe("a session of Fara-7B", () => {
  it("sends what the model was trained on, and nothing more", async () => {
    const { server, model } = await setUpFara([call({ action: "left_click", coordinate: [714, 448] })]);
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
    const { server, model } = await setUpFara(answers);
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
    const { server, model } = await setUpFara(["I am lost.", call({ action: "dance" }), good]);
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
    const { server, model } = await setUpFara([call({ action: "wait" }), bad, bad, bad, call({ action: "wait" })]);
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
    const { server, model } = await setUpFara([""]);
    const session = model.start({ task: "Buy tea.", computer: browser });
    await expect(session.decide(turnOf(observe(of7B)))).rejects.toMatchObject({
      code: "invalid-response",
      message:
        "fara/microsoft/Fara-7B: 3 answers in a row were empty. Start llama-server with `--reasoning-format none`, raise the server's context, or check with `massgen doctor` what else it lacks.",
    });
    expect(server.requests).toHaveLength(3);
  });

  it("counts the tokens of answers that are all thoughts, or empty", async () => {
    const all = { message: { reasoning_content: call({ action: "wait" }) } };
    const nothing = { message: { reasoning_content: "" } };
    const { server, model } = await setUpFara([nothing, all]);
    const step = await model.start({ task: "Buy tea.", computer: browser }).decide(turnOf(observe(of7B)));
    expect(step).toMatchObject({
      decision: { type: "act", actions: [{ type: "wait" }] },
      requests: 2,
      usage: { inputTokens: 20, outputTokens: 10 },
    });
    expect(server.requests).toHaveLength(2);
  });

  it("tells answers that cannot be read from empty ones", async () => {
    const malformed = { message: {}, finish: "malformed_function_call" };
    const { model } = await setUpFara([malformed]);
    await expect(
      model.start({ task: "Buy tea.", computer: browser }).decide(turnOf(observe(of7B))),
    ).rejects.toMatchObject({
      code: "invalid-response",
      message:
        "fara/microsoft/Fara-7B: 3 answers in a row could not be read. Check that the base URL leads to a server that speaks Chat Completions.",
    });
  });

  it("does not take a call for whole that was cut off", async () => {
    const cut = 'Now.\n<tool_call>\n{"name": "computer_use", "arguments": {"action": "type", "text": "a"';
    const { server, model } = await setUpFara([
      { message: { content: cut }, finish: "length" },
      call({ action: "wait" }),
    ]);
    const step = await model.start({ task: "Buy tea.", computer: browser }).decide(turnOf(observe(of7B)));
    expect(step).toMatchObject({ requests: 2, decision: { actions: [{ type: "wait" }] } });
    expect(server.requests.map(shape).at(-1)?.at(-1)).toContain("The answer was cut off before its end.");
  });

  it("stops reading an answer of ten megabytes", async () => {
    const { server, model } = await setUpFara(["x".repeat(10_000_000), call({ action: "wait" })]);
    const step = await model.start({ task: "Buy tea.", computer: browser }).decide(turnOf(observe(of7B)));
    expect(step.requests).toBe(2);
    const [, answer] = shape(server.requests[1] as SentRequest);
    expect(answer?.length).toBeLessThan(2_100);
  });

  it("says that the user approves of a critical point", async () => {
    const stopped = call({ action: "terminate", status: "success" }, "A Critical Point: the order.");
    const { server, model } = await setUpFara([stopped, call({ action: "wait" })]);
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
    const { server, model } = await setUpFara([call({ action: "left_click", coordinate: [500, 500] })], settings);
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
    const { server, model } = await setUpFara([...answers, call({ action: "wait" })], settings);
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
    const whole = `The page was read for: Price?\nAnswer: ${found}`;
    const answer = `${whole.slice(0, 500)}\n[${whole.length - 1_000} characters are left out.]\n${"y".repeat(500)}`;
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
