import type { ComputerAction, Decision, DialectContext } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { call } from "../test-support/turns.ts";
import { createFaraDialect } from "./create-fara-dialect.ts";

const frame = { width: 1_440, height: 900 };
const context: DialectContext = { frame, sent: { width: 1_428, height: 896 }, cursor: { x: 100, y: 50 } };
const square: DialectContext = { frame, sent: { width: 1_440, height: 896 }, cursor: { x: 100, y: 50 } };
const seven = createFaraDialect({ generation: "7b" });
const later = createFaraDialect({ generation: "1.5" });

function actionsOf(decision: Decision): readonly ComputerAction[] | string {
  if (decision.type === "act") return decision.actions;
  return decision.type === "invalid" ? decision.problem : decision.type;
}

const of7B = (fields: object, at = context) => actionsOf(seven.decode(call(fields), at));
const of15 = (fields: object, at = square) => actionsOf(later.decode(call(fields), at));
const enter = { type: "key", keys: ["Enter"] };

describe("the dialect of Fara-7B", () => {
  it.each<[object, readonly object[]]>([
    [{ action: "left_click", coordinate: [1074, 37] }, [{ type: "click", x: 1083.025, y: 37.165 }]],
    [{ action: "click", coordinate: [714, 448] }, [{ type: "click", x: 720, y: 450 }]],
    [{ action: "mouse_move", coordinate: [0, 0] }, [{ type: "move", x: 0, y: 0 }]],
    [{ action: "hover", x: 0, y: "0" }, [{ type: "move", x: 0, y: 0 }]],
    [{ action: "scroll", pixels: 5 }, [{ type: "scroll", x: 100, y: 50, deltaX: 0, deltaY: -400 }]],
    [{ action: "scroll", pixels: "-900" }, [{ type: "scroll", x: 100, y: 50, deltaX: 0, deltaY: 400 }]],
    [{ action: "scroll", pixels: 0 }, [{ type: "scroll", x: 100, y: 50, deltaX: 0, deltaY: 0 }]],
    [{ action: "visit_url", url: "example.org/a" }, [{ type: "navigate", url: "https://example.org/a" }]],
    [{ action: "visit_url", url: " HTTP://example.org " }, [{ type: "navigate", url: "HTTP://example.org" }]],
    [{ action: "goto", url: "about:blank" }, [{ type: "navigate", url: "about:blank" }]],
    [
      { action: "visit_url", url: "red shoes" },
      [{ type: "navigate", url: "https://www.bing.com/search?q=red+shoes&FORM=QBLH" }],
    ],
    [
      { action: "web_search", query: "a+b & (c)'s €?" },
      [{ type: "navigate", url: "https://www.bing.com/search?q=a%2Bb+%26+%28c%29%27s+%E2%82%AC%3F&FORM=QBLH" }],
    ],
    [{ action: "history_back" }, [{ type: "back" }]],
    [{ action: "wait" }, [{ type: "wait", milliseconds: 3_000 }]],
    [{ action: "sleep", duration: "0.5" }, [{ type: "wait", milliseconds: 500 }]],
    [{ action: "wait", time: 1e9 }, [{ type: "wait", milliseconds: 30_000 }]],
    [{ action: "key", keys: ["ctrl", "a"] }, [{ type: "key", keys: ["Control", "a"] }]],
    [{ action: "keypress", keys: "Ctrl+Shift+T" }, [{ type: "key", keys: ["Control", "Shift", "T"] }]],
    [{ action: "key", keys: "ctrl++" }, [{ type: "key", keys: ["Control", "+"] }]],
    [{ action: "key", keys: "['page_down']" }, [{ type: "key", keys: ["PageDown"] }]],
    [
      { action: "key", keys: ["Down", "down", "Return"] },
      [{ type: "key", keys: ["ArrowDown"] }, { type: "key", keys: ["ArrowDown"] }, enter],
    ],
    [{ action: "key", keys: [" "] }, [{ type: "key", keys: [" "] }]],
    [{ action: "key", keys: ["Ctrl+L", "Enter"] }, [{ type: "key", keys: ["Control", "L"] }, enter]],
    [{ action: "refresh" }, [{ type: "key", keys: ["F5"] }]],
    [{ action: "wait", time: "3 s" }, [{ type: "wait", milliseconds: 3_000 }]],
    [{ action: "type", text: "a", press_enter: 0 }, [{ type: "type", text: "a" }]],
  ])("does %j", (fields, actions) => {
    expect(of7B(fields)).toEqual(actions);
  });

  it("types with a click, clearing and Enter, as it is asked to", () => {
    const place = { coordinate: [714, 448] };
    const click = { type: "click", x: 720, y: 450 };
    const typed = { type: "type", text: "hi" };
    const clearing = [
      { type: "key", keys: ["Control", "a"] },
      { type: "key", keys: ["Backspace"] },
    ];
    expect(of7B({ action: "type", text: "hi", ...place })).toEqual([click, typed, enter]);
    expect(of7B({ action: "type", text: "hi", ...place, press_enter: "false" })).toEqual([click, typed]);
    expect(of7B({ action: "input_text", text_value: "hi", ...place, delete_existing_text: true })).toEqual([
      click,
      ...clearing,
      typed,
      enter,
    ]);
    expect(of7B({ action: "type", text: "hi", press_enter: false, coordinate: null })).toEqual([typed]);
    expect(of7B({ action: "type", text: "", ...place, delete_existing_text: true, press_enter: false })).toEqual([
      click,
      ...clearing,
    ]);
    expect(of7B({ action: "type", text: 12, press_enter: false })).toEqual([{ type: "type", text: "12" }]);
    const onMac = createFaraDialect({ generation: "7b", selectAllKey: "Meta" });
    const cleared = onMac.decode(call({ action: "type", text: "hi", delete_existing_text: true }), context);
    expect(actionsOf(cleared)[0]).toEqual({ type: "key", keys: ["Meta", "a"] });
  });

  it("answers with the text before its end", () => {
    expect(seven.decode(call({ action: "terminate", status: "success" }, "There are 12."), context)).toEqual({
      type: "finish",
      status: "success",
      answer: "There are 12.",
    });
    expect(seven.decode(call({ action: "stop", status: "failure" }, ""), context)).toEqual({
      type: "finish",
      status: "failure",
      answer: "",
    });
  });

  it("tells a critical point", () => {
    const said = "The cart is full. This is a Critical Point, so I stop.";
    expect(seven.decode(call({ action: "terminate", status: "success" }, said), context)).toEqual({
      type: "finish",
      status: "success",
      answer: said,
      criticalPoint: said,
    });
  });

  it("does not take the word that there was no critical point for one", () => {
    const said = "It costs 5. No critical point was reached.";
    expect(seven.decode(call({ action: "terminate", status: "success" }, said), context)).toEqual({
      type: "finish",
      status: "success",
      answer: said,
    });
  });

  it("notes facts and says its thoughts", () => {
    expect(seven.decode(call({ action: "pause_and_memorize_fact", fact: "It costs 5." }, "So."), context)).toEqual({
      type: "note",
      fact: "It costs 5.",
      thoughts: "So.",
    });
  });

  it("does not know what only Fara1.5 does", () => {
    expect(of7B({ action: "double_click", coordinate: [1, 2] })).toBe(
      'There is no action "double_click". Use one of: key, type, mouse_move, left_click, scroll, visit_url, web_search, history_back, pause_and_memorize_fact, wait, terminate.',
    );
  });
});

describe("the dialect of Fara1.5", () => {
  it.each<[object, readonly object[]]>([
    [{ action: "left_click", coordinate: [500, 500] }, [{ type: "click", x: 720, y: 450 }]],
    [{ action: "double_click", coordinate: "(500, 500)" }, [{ type: "click", x: 720, y: 450, count: 2 }]],
    [{ action: "triple_click", coordinate: { x: 500, y: 500 } }, [{ type: "click", x: 720, y: 450, count: 3 }]],
    [{ action: "right_click", coordinate: ["500", "500"] }, [{ type: "click", x: 720, y: 450, button: "right" }]],
    [
      { action: "left_click_drag", coordinate: [500, 500] },
      [
        {
          type: "drag",
          path: [
            { x: 100, y: 50 },
            { x: 720, y: 450 },
          ],
        },
      ],
    ],
    [{ action: "scroll", pixels: -500 }, [{ type: "scroll", x: 100, y: 50, deltaX: 0, deltaY: 450 }]],
    [{ action: "scroll", pixels: 500 }, [{ type: "scroll", x: 100, y: 50, deltaX: 0, deltaY: -450 }]],
    [{ action: "hscroll", pixels: 500 }, [{ type: "scroll", x: 100, y: 50, deltaX: 720, deltaY: 0 }]],
    [{ action: "scroll", pixels: -1e12 }, [{ type: "scroll", x: 100, y: 50, deltaX: 0, deltaY: 9_000 }]],
    [{ action: "type", text: "hi", press_enter: true, coordinate: [1, 2] }, [{ type: "type", text: "hi" }]],
  ])("does %j", (fields, actions) => {
    expect(of15(fields)).toEqual(actions);
  });

  it("scrolls in the middle where the pointer is not known, and drags from nowhere", () => {
    expect(of15({ action: "scroll", pixels: 1 }, { frame })).toEqual([
      { type: "scroll", x: 720, y: 450, deltaX: 0, deltaY: -0.9 },
    ]);
    expect(of15({ action: "left_click_drag", coordinate: [1, 2] }, { frame })).toBe(
      "It is not known where the pointer is. Move it to where the drag begins first.",
    );
  });

  it("answers with its argument, else with its thoughts", () => {
    expect(later.decode(call({ action: "terminate", answer: "12" }, "I am done."), square)).toEqual({
      type: "finish",
      status: "success",
      answer: "12",
      thoughts: "I am done.",
    });
    expect(later.decode(call({ action: "terminate", answer: " " }, "I give up."), square)).toMatchObject({
      answer: "I give up.",
    });
    expect(later.decode(call({ action: "terminate", answer: ["Tea", 5] }, ""), square)).toMatchObject({
      answer: '["Tea", 5]',
    });
    expect(later.decode(call({ action: "terminate", answer: false }, ""), square)).toMatchObject({ answer: "false" });
  });

  it("asks, and reads pages", () => {
    expect(later.decode(call({ action: "ask_user_question", question: "Which?" }, ""), square)).toEqual({
      type: "ask",
      question: "Which?",
    });
    expect(later.decode(call({ action: "read_page_answer_question", question: "How much?" }, ""), square)).toEqual({
      type: "read-page",
      question: "How much?",
    });
    expect(of15({ action: "ask_user_question" })).toBe("The argument question is missing.");
  });
});

describe("values that are none", () => {
  it.each([
    [{ action: "left_click" }, "The argument coordinate is missing."],
    [{ action: "left_click", coordinate: null }, "The argument coordinate is missing."],
    [{ action: "left_click", coordinate: [1] }, "The argument coordinate is not a list of two numbers, [x, y]."],
    [{ action: "left_click", coordinate: [1, 2, 3] }, "The argument coordinate is not a list of two numbers, [x, y]."],
    [{ action: "left_click", coordinate: "NaN, 2" }, "The argument coordinate is not a list of two numbers, [x, y]."],
    [{ action: "left_click", coordinate: [null, 2] }, "The argument coordinate is not a list of two numbers, [x, y]."],
    [{ action: "left_click", x: 5 }, "The argument coordinate is not a list of two numbers, [x, y]."],
    [{ action: "left_click", coordinate: 5 }, "The argument coordinate is not a list of two numbers, [x, y]."],
    [{ action: "left_click", coordinate: [2_000, 5] }, "The coordinate lies outside the screen."],
    [{ action: "left_click", coordinate: [5, -500] }, "The coordinate lies outside the screen."],
    [
      { action: "left_click", coordinate: ["1e400", 5] },
      "The argument coordinate is not a list of two numbers, [x, y].",
    ],
    [{ action: "type", coordinate: [9_999, 1], text: "x" }, "The coordinate lies outside the screen."],
    [{ action: "type" }, "The argument text is missing."],
    [{ action: "type", text: "x".repeat(20_001) }, "The argument text is too long."],
    [{ action: "key", keys: [] }, "The argument keys is not a list of names of keys."],
    [{ action: "key", keys: [null] }, "The argument keys is not a list of names of keys."],
    [{ action: "scroll" }, "The argument pixels is not a number."],
    [{ action: "wait", time: -1 }, "The argument time is not a number of seconds."],
    [{ action: "visit_url", url: "" }, "The argument url is missing."],
    [{ action: "web_search", query: "x".repeat(2_001) }, "The argument query is too long."],
    [{ action: "pause_and_memorize_fact" }, "The argument fact is missing."],
    [{ action: "dance\n\u202Ewith me" }, 'There is no action "dance with me". Use one of: '],
  ])("%j is an error", (fields, problem) => {
    expect(of7B(fields)).toContain(problem);
  });

  it("clamps what is a little outside", () => {
    expect(of7B({ action: "left_click", coordinate: [1_440, -9] })).toEqual([{ type: "click", x: 1_439, y: 0 }]);
    expect(of15({ action: "left_click", coordinate: [1_000, 1_000] })).toEqual([{ type: "click", x: 1_439, y: 899 }]);
  });

  it("says what is allowed on a computer that can do less", () => {
    const desktop = createFaraDialect({ generation: "7b", computerActions: ["click", "type", "key", "move"] });
    const decision = desktop.decode(call({ action: "visit_url", url: "example.org" }), context);
    expect(actionsOf(decision)).toBe(
      'There is no action "visit_url". Use one of: key, type, mouse_move, left_click, pause_and_memorize_fact, terminate.',
    );
  });

  it("says where there is no call", () => {
    expect(actionsOf(seven.decode("I am done.", context))).toBe(
      "The answer holds no tool call that can be read. Write one JSON object with name and arguments between <tool_call> and </tool_call>.",
    );
    expect(actionsOf(seven.decode("x".repeat(10_000_000), context))).toContain("The answer is too long,");
  });
});

it("searches where it is told to", () => {
  const dialect = createFaraDialect({ generation: "1.5", searchUrl: "https://duckduckgo.com/?q={query}" });
  expect(actionsOf(dialect.decode(call({ action: "web_search", query: "$& a" }), square))).toEqual([
    { type: "navigate", url: "https://duckduckgo.com/?q=%24%26+a" },
  ]);
});
