import { expect, it } from "vitest";
import { letterCounter } from "../testing/small-session.ts";
import { rememberingCounter } from "./remembering-counter.ts";

function countedTexts(bounds: { readonly texts: number; readonly characters: number }) {
  const asked: string[] = [];
  const inner = {
    name: "letters",
    count: (text: string) => {
      asked.push(text);
      return letterCounter.count(text);
    },
  };
  return { asked, counter: rememberingCounter(inner, bounds) };
}

it("counts a text once for as long as it is asked for", () => {
  const { asked, counter } = countedTexts({ texts: 2, characters: 100 });
  for (const text of ["a", "b", "a", "c", "a", "d", "a"]) {
    expect(counter.count(text)).toEqual({ tokens: 1, estimated: false });
  }
  expect(asked).toEqual(["a", "b", "c", "d"]);
});

it("keeps no more than twice as many texts or characters as it may", () => {
  const { asked, counter } = countedTexts({ texts: 2, characters: 100 });
  for (const text of ["a", "b", "c", "d", "e"]) counter.count(text);
  counter.count("a");
  expect(asked).toEqual(["a", "b", "c", "d", "e", "a"]);
  const long = ["x".repeat(80), "y".repeat(80), "z".repeat(80)];
  for (const text of [...long, ...long]) counter.count(text);
  expect(asked).toHaveLength(12);
});
