import type { Decision } from "@massgen/core";
import type { EmulatedReply } from "@massgen/testing";
import { describe, expect, it } from "vitest";
import {
  acted,
  capabilities,
  computerCall,
  frameNumbers,
  startComputer,
  toldTexts,
  turn,
} from "../testing/start-computer.ts";

const wait = { type: "wait" };
const ask = { name: "ask_user", arguments: { question: "Which lamp?" } };
const done = { name: "finish", arguments: { status: "success", answer: "Bought." } };

async function decisionOf(reply: EmulatedReply): Promise<Decision> {
  const { session } = await startComputer([reply]);
  return (await session.decide(turn(1))).decision;
}

describe("an answer without actions", () => {
  it.each<[string, EmulatedReply, Decision]>([
    ["a message", { text: "Done, 12 €." }, { type: "finish", status: "success", answer: "Done, 12 €." }],
    ["a question in a message", { text: "Which one?" }, { type: "finish", status: "success", answer: "Which one?" }],
    ["a refusal", { refusal: "I can't." }, { type: "finish", status: "failure", answer: "I can't." }],
    [
      "finish",
      { text: "So.", calls: [done] },
      { type: "finish", status: "success", answer: "Bought.", thoughts: "So." },
    ],
    [
      "finish with a failure",
      { calls: [{ name: "finish", arguments: { status: "failure", answer: "Sold out." } }] },
      { type: "finish", status: "failure", answer: "Sold out." },
    ],
    ["ask_user", { calls: [ask] }, { type: "ask", question: "Which lamp?" }],
    [
      "open_page",
      { calls: [{ name: "open_page", arguments: { url: "https://shop.example/" } }] },
      { type: "act", actions: [{ type: "navigate", url: "https://shop.example/" }] },
    ],
    ["go_back", { calls: [{ name: "go_back", arguments: {} }] }, { type: "act", actions: [{ type: "back" }] }],
    [
      "read_page",
      { calls: [{ name: "read_page", arguments: { question: "What does it cost?" } }] },
      { type: "read-page", question: "What does it cost?" },
    ],
    [
      "an open_page without address",
      { calls: [{ name: "open_page", arguments: { url: " " } }] },
      { type: "invalid", problem: 'open_page needs {"url": "https://…"}. Nothing was opened.' },
    ],
    [
      "the content filter",
      { text: "Half", incomplete: "content_filter" },
      {
        type: "finish",
        status: "failure",
        answer: "The provider's content filter stopped the model's answer.",
        thoughts: "Half",
      },
    ],
    ["nothing", {}, { type: "invalid", problem: "You answered nothing. Use the computer, or say that you are done." }],
    [
      "an ask_user without question",
      { calls: [{ name: "ask_user", arguments: "{" }] },
      { type: "invalid", problem: 'ask_user needs {"question": "…"}. Nothing was asked.' },
    ],
    [
      "a finish without status",
      { calls: [{ name: "finish", arguments: { answer: "So." } }] },
      { type: "invalid", problem: 'finish needs {"status": "success" or "failure", "answer": "…"}. The task goes on.' },
    ],
    [
      "a function that there is not",
      { calls: [{ name: "goto", arguments: {} }] },
      { type: "invalid", problem: 'There is no function "goto". Use the computer, ask_user or finish.' },
    ],
  ])("is understood: %s", async (_, reply, decision) => {
    expect(await decisionOf(reply)).toEqual(decision);
  });
});

describe("several calls in one answer", () => {
  it("ask before they act", async () => {
    const { session, sent } = await startComputer([{ calls: [ask], items: [computerCall([wait])] }, { text: "Done." }]);
    expect((await session.decide(turn(1))).decision).toEqual({ type: "ask", question: "Which lamp?" });
    await session.decide(turn(2, { type: "replied", reply: "The red one." }));
    expect(sent().slice(2)).toMatchObject([
      { type: "function_call" },
      { type: "computer_call" },
      { type: "computer_call_output" },
      { type: "function_call_output", output: "The red one." },
      {
        type: "message",
        content: [{ type: "input_text", text: "Your calls of the computer were not done, as you asked first." }],
      },
    ]);
    expect(frameNumbers(sent())).toEqual([1, 2]);
  });

  it("act before they finish", async () => {
    const { session, sent } = await startComputer([{ calls: [done, done], items: [computerCall([wait])] }]);
    expect((await session.decide(turn(1))).decision).toMatchObject({ type: "act", actions: [{ type: "wait" }] });
    await session.decide(turn(2, acted()));
    const told = "Not done: one thing at a time. Call it again if it still matters.";
    expect(sent().filter(({ type }) => type === "function_call_output")).toMatchObject([
      { output: told },
      { output: told },
    ]);
  });

  it("are not done at all where one of them makes no sense", async () => {
    const { session } = await startComputer([{ items: [computerCall([wait]), computerCall([{ type: "fly" }])] }]);
    expect((await session.decide(turn(1))).decision).toMatchObject({ type: "invalid" });
  });
});

describe("what makes no sense", () => {
  it("is answered with the same frame and the problem", async () => {
    const { session, sent } = await startComputer([{ items: [computerCall([{ type: "fly" }])] }, { text: "Sorry." }]);
    const { decision } = await session.decide(turn(1));
    const problem =
      'The action is wrong: its type is "fly", which is no action. Nothing was done. Allowed actions: click, double_click, drag, keypress, move, screenshot, scroll, type, wait.';
    expect(decision).toEqual({ type: "invalid", problem });
    await session.decide(turn(1, { type: "rejected", reason: problem }));
    expect(sent().slice(2)).toMatchObject([
      { type: "computer_call", actions: [{ type: "fly" }] },
      { type: "computer_call_output" },
      { type: "message", role: "user", content: [{ type: "input_text", text: problem }] },
    ]);
    expect(frameNumbers(sent())).toEqual([1, 1]);
  });

  it.each<[string, object, string]>([
    ["no list of actions", { actions: null }, "The call has no action."],
    ["an empty one", { actions: [] }, "The call has no action."],
    ["no actions at all", { actions: undefined }, "The call has no action."],
    ["1,000 actions", { actions: Array(1_000).fill(wait) }, "The call has 1000 actions, more than 100."],
  ])("is a call with %s, after which the run goes on", async (_, call, problem) => {
    const { session, emulator } = await startComputer([{ items: [computerCall([], call)] }, { text: "Done." }]);
    const { decision } = await session.decide(turn(1));
    if (decision.type !== "invalid") throw new Error("It is not invalid.");
    expect(decision.problem).toMatch(problem);
    await session.decide(turn(1, { type: "rejected", reason: decision.problem }));
    expect(emulator.requests.map(({ status }) => status)).toEqual([200, 200]);
  });

  it("is not an action with a field that is not known, nor a very long text", async () => {
    const text = "x".repeat(2_000_000);
    const call = computerCall([{ type: "type", text, speed: "fast" }]);
    const { session, emulator, sent } = await startComputer([{ items: [call] }, { text: "Done." }]);
    expect((await session.decide(turn(1))).decision).toEqual({ type: "act", actions: [{ type: "type", text }] });
    await session.decide(turn(2, acted()));
    expect(sent().find(({ type }) => type === "computer_call")).toMatchObject(call);
    expect(emulator.requests.map(({ status }) => status)).toEqual([200, 200]);
  });

  it("is also what this computer cannot do", async () => {
    const { start } = await startComputer([{ items: [computerCall([{ type: "double_click", x: 1, y: 1 }, wait])] }]);
    const session = start({ computer: { ...capabilities, actions: ["click", "screenshot"] } });
    expect((await session.decide(turn(1))).decision).toEqual({
      type: "invalid",
      problem: "This computer has no action wait; it has click, screenshot. Nothing was done.",
    });
  });

  it("is told in words where it was cut off", async () => {
    const reply: EmulatedReply = { reasoning: "Long.", items: [computerCall([wait])], incomplete: "max_output_tokens" };
    const { session, sent } = await startComputer([reply, { text: "Done." }]);
    const { decision } = await session.decide(turn(1));
    const problem = "Your answer was cut off, since it was too long. Nothing was done. Be brief.";
    expect(decision).toEqual({ type: "invalid", problem });
    await session.decide(turn(1, { type: "rejected", reason: problem }));
    expect(sent().map(({ type }) => type)).toEqual(["message", "message", "message"]);
    expect(toldTexts(sent())).toEqual([`You last asked for "[[{\\"type\\":\\"wait\\"}]]".\n${problem}`]);
  });

  it("is not sent again where it is reasoning that led to nothing", async () => {
    const { session, sent } = await startComputer([{ reasoning: "Hm." }, { text: "Done." }]);
    const { decision } = await session.decide(turn(1));
    expect(decision).toMatchObject({ type: "invalid" });
    await session.decide(turn(1, { type: "rejected", reason: "x" }));
    expect(sent().map(({ type }) => type)).toEqual(["message", "message", "message"]);
  });
});

describe("a function's call", () => {
  it.each([
    ["a reply", ask, { type: "replied", reply: "Red." }, "Red."],
    ["silence", ask, undefined, "There was no answer."],
    ["a no", ask, { type: "rejected", reason: "Nobody is there." }, "Not done: Nobody is there."],
    ["what was done", { name: "go_back", arguments: {} }, acted(), "Done."],
    [
      "what could not be done",
      { name: "open_page", arguments: { url: "http://x" } },
      acted(0, { failure: "x is blocked." }),
      "Not done: x is blocked.",
    ],
    [
      "a page's text",
      { name: "read_page", arguments: { question: "What?" } },
      { type: "page-text", question: "What?", text: "Words." },
      'The page says: "Words."',
    ],
    ["a task that goes on", done, undefined, "The task goes on."],
    [
      "a problem",
      { name: "goto", arguments: {} },
      { type: "rejected", reason: "x" },
      'There is no function "goto". Use the computer, ask_user or finish.',
    ],
  ] as const)("is answered with %s, and the screen is shown", async (_, call, outcome, output) => {
    const { session, sent } = await startComputer([{ calls: [call] }, { text: "Done." }]);
    await session.decide(turn(1));
    await session.decide(turn(2, outcome));
    expect(sent().slice(2)).toMatchObject([
      { type: "function_call" },
      { type: "function_call_output", output },
      { type: "message", role: "user", content: [{ type: "input_image" }] },
    ]);
  });
});
