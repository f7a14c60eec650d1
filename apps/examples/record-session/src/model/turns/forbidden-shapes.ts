import { runCommand, searchText } from "../calls.ts";
import type { Memory } from "../memory.ts";
import { parseMatches, succeeded } from "../outputs.ts";
import { readAround } from "../reading.ts";
import type { Turn } from "../turn.ts";
import { bullets, count } from "../words.ts";

const shapes: readonly (readonly [name: string, pattern: string])[] = [
  ["a cast to any", "\\bas any\\b|: any\\b"],
  ["a double cast", "as unknown as"],
  ["a switched-off check", "@ts-(ignore|expect-error|nocheck)|biome-ignore"],
  ["a test left out", "\\b(it|test|describe)\\.(skip|only)\\b"],
  ["work left over", "\\b(TO" + "DO|FIX" + "ME)\\b"],
  ["a bare cast", "\\bas [A-Z]\\w*[<;,)\\]]"],
];

/** Looks for what a house style forbids, and lets the linter have its say. */
export function forbiddenShapes(memory: Memory, area: string): Turn {
  return {
    question: `Is there anything under ${area} that we would not let through in a review: casts, skipped tests, leftovers?`,
    *play() {
      const outputs = yield {
        thought: "Each of these has a shape that a search finds. The linter knows others.",
        calls: shapes.map(([, pattern]) => searchText(pattern, area, memory.pace.matchesPerSearch())),
      };
      const [lint = ""] = yield { calls: [runCommand(`biome check ${area}`)] };
      const matches = outputs.map(parseMatches);
      yield* readAround(memory, matches.flatMap((found) => found.slice(0, 2)).slice(0, 7));
      const rows = shapes.flatMap(([name], index) =>
        (matches[index] ?? []).map(({ path, line, text }) => `${name} at ${path}:${line}: \`${text}\``),
      );
      const finding = `${area}: ${count(rows.length, "line")} to look at; biome's check ${succeeded(lint) ? "passes" : "does not pass"}.`;
      memory.findings.push(finding);
      return `${finding}\n\n${bullets(rows, 10)}`.trimEnd();
    },
  };
}
