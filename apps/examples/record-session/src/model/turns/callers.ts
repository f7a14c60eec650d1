import { searchText } from "../calls.ts";
import type { Memory } from "../memory.ts";
import { readAround } from "../reading.ts";
import { type ExportedSymbol, findSymbol } from "../symbols.ts";
import type { Turn } from "../turn.ts";
import { bullets, count, unique } from "../words.ts";

export function callers(memory: Memory, symbol: ExportedSymbol): Turn {
  const { name, path } = symbol;
  return {
    question: `Who uses \`${name}\`, and would anybody miss it?`,
    *play() {
      if (!memory.lessons.has("escape-brackets")) {
        yield { calls: [searchText(`${name}(`)] };
        memory.lessons.add("escape-brackets");
      }
      const { home, uses } = yield* findSymbol(
        memory,
        symbol,
        `Calls, types and imports of ${name} all count as uses.`,
      );
      const outside = uses.filter((use) => use.path !== path && /\.(?:ts|mjs)$/.test(use.path));
      const inTests = outside.filter((use) => use.path.includes(".test"));
      yield* readAround(memory, [...(home === undefined ? [] : [home]), ...outside.slice(0, 5)]);
      const files = unique(outside.map((use) => use.path));
      const finding = `\`${name}\` (${path}) is used in ${count(files.length, "other file")}, on ${count(inTests.length, "line")} of tests.`;
      memory.findings.push(finding);
      memory.covered.add(name);
      const verdict = files.length === 0 ? "Nobody outside its own file would miss it." : "It is needed where it is.";
      const lines = outside.map((use) => `${use.path}:${use.line}: \`${use.text}\``);
      return `${finding} ${verdict}\n\n${bullets(lines, 8)}`.trimEnd();
    },
  };
}
