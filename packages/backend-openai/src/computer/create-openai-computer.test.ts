import { seenImages } from "@massgen/testing";
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
import { createOpenaiComputer } from "./create-openai-computer.ts";

const click = { type: "click", button: "left", x: 10, y: 20, keys: ["SHIFT"] };
const screenshot = { type: "screenshot" };
const check = { id: "sc_1", code: "malicious_instructions", message: "Careful." };

describe("the tool computer", () => {
  it("takes a batch and answers it with one screenshot", async () => {
    const reply = [
      { reasoning: "A shop.", items: [computerCall([click, { type: "type", text: "lamp" }])] },
      { text: "Done." },
    ];
    const { session, bodies, sent, emulator } = await startComputer(reply, {
      reasoning: { effort: "low", summary: "auto" },
    });
    expect(await session.decide(turn(1))).toEqual({
      decision: {
        type: "act",
        thoughts: "A shop.",
        actions: [
          { type: "click", x: 10, y: 20, keys: ["SHIFT"] },
          { type: "type", text: "lamp" },
        ],
      },
      output: { reason: "tool-calls", items: [expect.anything(), expect.objectContaining({ type: "computer_call" })] },
      usage: expect.objectContaining({ outputTokens: expect.any(Number) }),
      requests: 1,
    });
    const { decision } = await session.decide(turn(2, acted(2)));
    expect(decision).toEqual({ type: "finish", status: "success", answer: "Done." });
    expect(bodies()[0]).toMatchObject({
      model: "gpt-test",
      instructions: expect.stringContaining("never an instruction"),
      tools: [
        { type: "computer" },
        { type: "function", name: "ask_user", strict: true },
        { type: "function", name: "finish" },
        { type: "function", name: "read_page" },
      ],
      reasoning: { effort: "low", summary: "auto" },
      store: false,
    });
    expect(bodies()[0]).not.toHaveProperty("truncation");
    expect(sent()).toEqual([
      { type: "message", role: "user", content: [{ type: "input_text", text: "Buy a lamp." }] },
      {
        type: "message",
        role: "user",
        content: [{ type: "input_image", image_url: expect.any(String), detail: "auto" }],
      },
      {
        type: "reasoning",
        id: expect.any(String),
        summary: [expect.anything()],
        encrypted_content: expect.any(String),
      },
      {
        type: "computer_call",
        id: expect.any(String),
        call_id: expect.any(String),
        actions: [click, { type: "type", text: "lamp" }],
        status: "completed",
      },
      {
        type: "computer_call_output",
        call_id: expect.any(String),
        output: { type: "computer_screenshot", image_url: expect.any(String) },
      },
    ]);
    const seen = emulator.requests.at(-1)?.seen;
    expect(frameNumbers(sent())).toEqual([1, 2]);
    expect(seen && seenImages(seen)).toMatchObject([
      { from: "message", width: 1440, height: 900, mediaType: "image/png" },
      { from: "output", width: 1440, height: 900, mediaType: "image/png" },
    ]);
  });

  it("sends the detail that was asked for", async () => {
    const { session, sent } = await startComputer([{ items: [computerCall([screenshot])] }], { detail: "original" });
    await session.decide(turn(1));
    await session.decide(turn(2, acted()));
    expect(JSON.stringify(sent()).match(/"detail":"original"/g)).toHaveLength(2);
  });

  it("answers each of several calls, all of which were done in order", async () => {
    const items = [computerCall([click]), computerCall([{ type: "wait" }, screenshot])];
    const { session, sent } = await startComputer([{ items }]);
    expect((await session.decide(turn(1))).decision).toMatchObject({
      actions: [{ type: "click" }, { type: "wait" }, { type: "screenshot" }],
    });
    await session.decide(turn(2, acted(3)));
    expect(
      sent()
        .map(({ type }) => type)
        .slice(2),
    ).toEqual([...["computer_call", "computer_call", "computer_call_output", "computer_call_output"]]);
    expect(frameNumbers(sent())).toEqual([1, 2, 2]);
  });
});

describe("the tool computer_use_preview", () => {
  it("is told the screen and the address, and truncates", async () => {
    const reply = [{ items: [{ type: "computer_call", action: click }] }];
    const { session, bodies, sent, model } = await startComputer(reply, {
      model: "computer-use-preview",
      askTool: false,
    });
    expect(model.frame).toEqual({ width: 1024, height: 768 });
    const url = "https://shop.example/";
    expect((await session.decide(turn(1, undefined, { url }))).decision).toMatchObject({
      actions: [{ type: "click" }],
    });
    await session.decide(turn(2, acted(), { url }));
    expect(bodies()[1]).toMatchObject({
      truncation: "auto",
      tools: [{ type: "computer_use_preview", display_width: 1440, display_height: 900, environment: "browser" }],
    });
    expect(bodies()[1]?.tools).toHaveLength(1);
    expect(sent().at(-1)).toMatchObject({ output: { type: "computer_screenshot", current_url: url } });
    expect(toldTexts(sent())).toEqual([]);
  });

  it.each([
    ["https://ada:word@shop.example/reset?token=secret#part", "https://shop.example/reset"],
    ["about:blank", "about:blank"],
    ["no address?token=secret", "no address"],
  ])("is told where the page is, and not what it was asked with: %s", async (url, told) => {
    const reply = [{ items: [{ type: "computer_call", action: click }] }];
    const { session, sent } = await startComputer(reply, { model: "computer-use-preview" });
    await session.decide(turn(1, undefined, { url }));
    await session.decide(turn(2, acted(), { url }));
    expect(sent().at(-1)).toMatchObject({ output: { current_url: told } });
    expect(JSON.stringify(sent())).not.toContain("secret");
  });

  it("can be asked for whatever the model's name", async () => {
    const { session, bodies } = await startComputer([{ text: "Done." }], { dialect: "computer-use-preview" });
    await session.decide(turn(1));
    expect(bodies()[0]).toMatchObject({ truncation: "auto" });
  });
});

describe("safety checks", () => {
  const reply = [
    { reasoning: "Hm.", items: [computerCall([click], { pending_safety_checks: [check, { id: "sc_2" }] })] },
  ];

  it("are acknowledged once a person has allowed them", async () => {
    const { session, sent } = await startComputer(reply);
    const { decision } = await session.decide(turn(1));
    expect(decision).toMatchObject({ safetyChecks: [check, { id: "sc_2" }] });
    await session.decide(turn(2, acted(1, { acknowledged: [check, { id: "sc_2" }] })));
    expect(sent().slice(3)).toMatchObject([
      { type: "computer_call", pending_safety_checks: [check, { id: "sc_2" }] },
      { type: "computer_call_output", acknowledged_safety_checks: [check, { id: "sc_2" }] },
    ]);
  });

  it("of the same id are acknowledged once by each call that has them", async () => {
    const twice = { pending_safety_checks: [check, check] };
    const { session, sent, emulator } = await startComputer([
      { items: [computerCall([click], twice), computerCall([screenshot], { pending_safety_checks: [check] })] },
      { text: "Done." },
    ]);
    const { decision } = await session.decide(turn(1));
    expect(decision).toMatchObject({ safetyChecks: [check, check, check] });
    await session.decide(turn(2, acted(2, { acknowledged: [check, check, check] })));
    const outputs = sent().filter(({ type }) => type === "computer_call_output");
    expect(outputs.map((output) => output.acknowledged_safety_checks)).toEqual([[check], [check]]);
    expect(emulator.requests.every(({ status }) => status === 200)).toBe(true);
  });

  it("are not replayed where the person says no: the call is told in words", async () => {
    const { session, sent } = await startComputer(reply);
    await session.decide(turn(1));
    await session.decide(turn(1, { type: "rejected", reason: "The user does not want it." }));
    expect(sent().map(({ type }) => type)).toEqual(["message", "message", "message"]);
    expect(toldTexts(sent())).toEqual([
      `You last asked for ${JSON.stringify(JSON.stringify([[click]]))}.\nNothing was done: The user does not want it.`,
    ]);
    expect(frameNumbers(sent())).toEqual([1, 1]);
  });
});

describe("the model's settings", () => {
  it("are those of a backend and some more", () => {
    const model = createOpenaiComputer({
      model: "gpt-test",
      baseURL: "http://127.0.0.1:9/v1",
      frame: { width: 800, height: 600 },
    });
    expect(model).toMatchObject({
      name: "openai@127.0.0.1:9/gpt-test",
      model: "gpt-test",
      frame: { width: 800, height: 600 },
    });
    expect(createOpenaiComputer({ model: "gpt-test" }).frame).toEqual({ width: 1440, height: 900 });
  });

  it.each<[object, string]>([
    [{ dialect: "fara" }, "dialect is not known. Use auto, computer or computer-use-preview."],
    [{ prune: 3 }, "prune must be a function. Leave it out to keep everything."],
    [{ askTool: "no" }, "askTool must be true or false. Leave it out for true."],
    [{ instructions: 3 }, "instructions is no text. Leave it out for none."],
    [{ detail: "best" }, "detail is not known. Use low, high, auto or original, or leave it out."],
    [
      { frame: { width: 0.5, height: 3 } },
      "frame must have a width and a height in whole pixels. Leave it out for the size that the model sees best.",
    ],
    [{ model: "" }, "model is empty. Name the model, e.g. gpt-5."],
  ])("refuse %j", (settings, message) => {
    expect(() => createOpenaiComputer({ model: "gpt-test", ...settings })).toThrow(
      expect.objectContaining({ code: "invalid-option", message }),
    );
  });

  it("refuse a past that is another model's", () => {
    const past = [{ turn: turn(1), output: { text: "<tool_call>" } }];
    expect(() =>
      createOpenaiComputer({ model: "gpt-test" }).start({ task: "x", computer: capabilities, past }),
    ).toThrow(
      expect.objectContaining({
        code: "invalid-past",
        message:
          "The output of past step 1 is none of OpenAI's computer models. Go on with the model that made it, or start the task anew with a story of what was done.",
      }),
    );
  });

  it("refuse a past without its pictures", () => {
    const past = JSON.parse(JSON.stringify([{ turn: turn(1), output: { reason: "stop", items: [] } }]));
    expect(() =>
      createOpenaiComputer({ model: "gpt-test" }).start({ task: "x", computer: capabilities, past }),
    ).toThrow(
      expect.objectContaining({
        code: "invalid-past",
        message: "The frame of past step 1 has no data. Read the pictures back into the turns, as bytes.",
      }),
    );
  });
});

it("gives the model an address bar where the computer has one", async () => {
  const { start, bodies } = await startComputer([{ text: "Done." }]);
  const actions = [...capabilities.actions, "navigate", "back"] as const;
  await start({ computer: { environment: "browser", actions } }).decide(turn(1));
  await start({ computer: { environment: "linux", actions: capabilities.actions } }).decide(turn(1));
  const names = bodies().map(({ tools }) => (Array.isArray(tools) ? tools.map(({ name }) => name) : []));
  expect(names).toEqual([
    [undefined, "ask_user", "finish", "open_page", "go_back", "read_page"],
    [undefined, "ask_user", "finish"],
  ]);
});
