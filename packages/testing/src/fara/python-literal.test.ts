import { expect, it } from "vitest";
import { pythonLiteral } from "./python-literal.ts";

it("writes what Python writes", () => {
  const value = {
    name: "it's",
    text: 'a "b"',
    both: `'"`,
    line: "a\nb",
    at: [1, 2.5],
    yes: true,
    no: false,
    none: null,
  };
  expect(pythonLiteral(value)).toBe(
    `{'name': "it's", 'text': 'a "b"', 'both': '\\'"', 'line': 'a\\nb', 'at': [1, 2.5], 'yes': True, 'no': False, 'none': None}`,
  );
});
