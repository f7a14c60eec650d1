import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "./parse-json.ts";

const secret = "sk-proj-abcdefghijklmnop";

describe("parseJson", () => {
  it("parses JSON", async () => {
    expect(await parseJson('{"a":[1,null,"x"]}', "f.json")).toEqual({ a: [1, null, "x"] });
  });

  it.each([
    { title: "a missing colon", text: '[1,\n {"role" "x"}]', where: "line 2, column 10: colon expected" },
    { title: "a missing comma", text: "[1 2]", where: "line 1, column 4: comma expected" },
    { title: "a trailing comma", text: '{"a": 1,}', where: "line 1, column 9: property name expected" },
    { title: "a comment", text: "[1, /* two */ 2]", where: "line 1, column 5: invalid comment token" },
    { title: "single quotes", text: "['a']", where: "line 1, column 2: invalid symbol" },
    { title: "a bare word", text: "hello", where: "line 1, column 1: invalid symbol" },
    { title: "a bad escape", text: '["\\q"]', where: "line 1, column 2: invalid escape character" },
    { title: "a raw line break in a string", text: '["a\nb"]', where: "line 1, column 2: unexpected end of string" },
    { title: "something after the end", text: "[1]\n\n]", where: "line 3, column 1: end of file expected" },
    { title: "Windows line ends", text: '[1,\r\n {"a" 1}]', where: "line 2, column 7: colon expected" },
  ])("says where $title is", async ({ text, where }) => {
    await expect(parseJson(text, "f.json")).rejects.toThrow(
      `f.json is not valid JSON at ${where}. Correct it there, or export the conversation again.`,
    );
  });

  it.each(['[{"role":"us', '[{"role":"user"},', '{"items":[1', '{"a":tru'])(
    "says that %s ends too early",
    async (text) => {
      await expect(parseJson(text, "f.json")).rejects.toThrow(
        "It ends too early: restore the rest, or take the incomplete part out.",
      );
    },
  );

  it("counts lines from the place of the text in its file", async () => {
    await expect(parseJson('{"a" 1}', "f.jsonl", 41)).rejects.toThrow("at line 41, column 6");
  });

  it("says so where the error lies too deep to be found", async () => {
    await expect(parseJson("[".repeat(100_000), "f.json")).rejects.toThrow(
      "f.json is not valid JSON at line 1, column 1: it is nested too deeply.",
    );
  });

  it.each([`["${secret}" "x"]`, `["${secret}`, `{"${secret}" 1}`, `[${secret}]`, `["${secret}\\q"]`])(
    "never quotes the text around an error",
    async (text) => {
      const error = await parseJson(text, "f.json").catch((thrown) => thrown);
      expect(error).toMatchObject({ code: "invalid-input", message: expect.not.stringContaining("abc") });
    },
  );

  it("finds a place in any text that the runtime refuses", async () => {
    const valid = fc.json().filter((text) => text.length > 0);
    const broken = fc.tuple(
      valid,
      fc.nat(),
      fc.constantFrom("", "{", "]", '"', ",", "\\", "x", "\u2028", "\0", "-", "."),
    );
    await fc.assert(
      fc.asyncProperty(broken, async ([text, place, put]) => {
        const at = place % (text.length + 1);
        const changed = `${text.slice(0, at)}${put}${text.slice(at + (put === "" ? 1 : 0))}`;
        const result = await parseJson(changed, "f.json").catch((thrown) => thrown);
        if (result instanceof Error) expect(result.message).toMatch(/at line \d+, column \d+: (?!it cannot)/);
      }),
      { numRuns: 2_000, seed: 7 },
    );
  });
});
