import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { characterKey } from "./character-keys.ts";
import { findKey, keyNames } from "./key-table.ts";
import { parseChord } from "./parse-chord.ts";
import { textStrokes } from "./text-strokes.ts";

const modifierNames = ["ctrl", "CTRL", "Control_L", "cmd", "super", "win", "Alt", "option", "shift"];
const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

describe("findKey", () => {
  it.each([
    ["Return", "Enter"],
    ["KP_Enter", "NumpadEnter"],
    ["Page_Down", "PageDown"],
    ["PGDN", "PageDown"],
    ["Next", "PageDown"],
    ["ArrowLeft", "ArrowLeft"],
    ["left", "ArrowLeft"],
    ["ESC", "Escape"],
    ["space", "Space"],
    [" ", "Space"],
    ["/", "/"],
    ["slash", "/"],
    ["+", "+"],
    ["plus", "+"],
    ["-", "-"],
    ["BackSpace", "Backspace"],
    ["del", "Delete"],
    ["cmd", "Meta"],
    ["super", "Meta"],
    ["win", "Meta"],
    ["Super_L", "Meta"],
    ["Control_R", "ControlRight"],
    ["option", "Alt"],
    ["f12", "F12"],
    ["F24", "F24"],
    ["KeyA", "a"],
    ["Digit7", "7"],
    ["KP_7", "Numpad7"],
    ["Caps Lock", "CapsLock"],
    ["print-screen", "PrintScreen"],
    ["A", "A"],
    ["é", "é"],
    ["👩‍👩‍👧", "👩‍👩‍👧"],
    ["\n", "Enter"],
    ["\t", "Tab"],
  ])("knows %j as %j", (name, key) => {
    expect(findKey(name)).toBe(key);
  });

  it.each(["", "F25", "F0", "NoSuchKey", "ab", "\u0000", "constructor", "__proto__", "x".repeat(41)])(
    "knows no key %j",
    (name) => {
      expect(findKey(name)).toBeUndefined();
    },
  );

  it("knows each key by its own name, and each name in any case", () => {
    for (const [name, key] of keyNames) {
      expect(findKey(name.toUpperCase())).toBe(key);
      expect(findKey(key)).toBe(key === " " ? "Space" : key);
    }
  });
});

describe("parseChord", () => {
  it.each([
    [["Ctrl+A"], ["Control", "a"]],
    [["ctrl-shift-T"], ["Control", "Shift", "t"]],
    [
      ["CTRL", "SHIFT", "P"],
      ["Control", "Shift", "p"],
    ],
    [["Ctrl++"], ["Control", "+"]],
    [["ctrl--"], ["Control", "-"]],
    [["ctrl+plus"], ["Control", "+"]],
    [["A"], ["A"]],
    [["Control", "Control"], ["Control"]],
    [["alt+Page_Up"], ["Alt", "PageUp"]],
  ])("reads %j as %j", (names, keys) => {
    expect(parseChord(names)).toEqual({ ok: true, keys });
  });

  it("names what is no key", () => {
    expect(parseChord(["ctrl", "nonsense"])).toEqual({ ok: false, unknown: "nonsense" });
    expect(parseChord(["ctrl+nonsense"])).toEqual({ ok: false, unknown: "ctrl+nonsense" });
    expect(parseChord([])).toEqual({ ok: false, unknown: "" });
  });

  it("reads a chord in one word as the same chord in several", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...modifierNames), { maxLength: 3 }),
        fc.constantFrom(...printable.slice(1), ...keyNames.keys()),
        (modifiers, key) => {
          expect(parseChord([[...modifiers, key].join("+")])).toEqual(parseChord([...modifiers, key]));
        },
      ),
    );
  });

  it("gives keys, each once, or the name that is none, whatever it is given", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" }), { maxLength: 8 }), (names) => {
        const chord = parseChord(names);
        if (chord.ok) expect(new Set(chord.keys).size).toBe(chord.keys.length);
        else expect([...names, ""]).toContain(chord.unknown);
      }),
    );
  });
});

describe("textStrokes", () => {
  it("types what a US keyboard has and inserts the rest", () => {
    expect(textStrokes("aé\r\nb\tc")).toEqual([
      { type: "keys", text: "a" },
      { type: "insert", text: "é" },
      { type: "press", key: "Enter" },
      { type: "keys", text: "b" },
      { type: "press", key: "Tab" },
      { type: "keys", text: "c" },
    ]);
  });

  it("keeps together what is seen as one character", () => {
    expect(textStrokes("e\u0301👩‍👩‍👧🇩🇪")).toEqual([{ type: "insert", text: "e\u0301👩‍👩‍👧🇩🇪" }]);
    expect(textStrokes("ne\u0301")).toEqual([
      { type: "keys", text: "n" },
      { type: "insert", text: "e\u0301" },
    ]);
  });

  it("loses and adds nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const typed = textStrokes(text).map((stroke) =>
          stroke.type === "press" ? (stroke.key === "Enter" ? "\n" : "\t") : stroke.text,
        );
        expect(typed.join("")).toBe(text.replace(/\r\n|\r/g, "\n"));
      }),
    );
  });

  it("gives only keys that a US keyboard has", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const stroke of textStrokes(text)) {
          if (stroke.type === "keys") for (const each of stroke.text) expect(characterKey(each)).toBeDefined();
        }
      }),
    );
  });
});

describe("characterKey", () => {
  it("knows all printable characters of ASCII, and no others", () => {
    for (const character of printable) expect(characterKey(character), character).toBeDefined();
    expect(characterKey("é")).toBeUndefined();
    expect(characterKey("?")).toEqual({ code: "Slash", keyCode: 191, shifted: true });
  });
});
