import { readLines, searchText, writeNote } from "../calls.ts";
import type { Memory } from "../memory.ts";
import { parseMatches } from "../outputs.ts";
import { readStarts } from "../reading.ts";
import type { Turn } from "../turn.ts";
import { bullets, count, some } from "../words.ts";

export function testGaps(memory: Memory, area: string): Turn {
  return {
    question: `What is not tested under ${area}? Look at the tests that are there, too.`,
    *play() {
      const sources = memory.code(area).filter((path) => !/\/index\.ts$|config\.ts$/.test(path));
      const tests = memory.paths(area, ".test.ts", ".test.mjs");
      const tested = sources.filter((path) => tests.includes(testOf(path)));
      const untested = sources.filter((path) => !tested.includes(path));
      const [found = ""] = yield {
        thought: `${count(tests.length, "test file")} and ${count(sources.length, "source file")}; I start with what the tests state.`,
        calls: [searchText("^\\s*(it|test|describe)(\\.\\w+)?\\(", area, 40)],
      };
      const cases = parseMatches(found).filter(
        ({ path, text }) => tests.includes(path) && !text.startsWith("describe"),
      );
      yield* readStarts(memory, tests.slice(0, 4));
      if (untested[0] !== undefined) {
        yield {
          thought: "The list may be out of date. I try the usual names before I call it a gap.",
          calls: untested.slice(0, 2).map((path) => readLines(testOf(path), 1, 60)),
        };
      }
      yield* readStarts(memory, [...untested.slice(0, 4), ...tested.slice(0, 1)]);
      const finding = `${area}: ${untested.length} of ${count(sources.length, "source file")} have no test beside them; the search shows ${count(cases.length, "case")}.`;
      yield { calls: [writeNote(finding)] };
      memory.findings.push(finding);
      if (untested.length === 0) return `${finding} The tests are ${some(tests)}.`;
      return `${finding}\n\n${bullets(untested.map((path) => `${path}, ${count(memory.files.get(path) ?? 0, "line")}`))}`;
    },
  };
}

function testOf(path: string): string {
  return path.replace(/\.(ts|mjs)$/, ".test.$1");
}
