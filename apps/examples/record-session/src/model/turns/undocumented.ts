import { searchText, writeNote } from "../calls.ts";
import type { Memory } from "../memory.ts";
import { type Excerpt, type Match, parseMatches } from "../outputs.ts";
import { readAround } from "../reading.ts";
import { declarationPattern, symbolOf } from "../symbols.ts";
import type { Turn } from "../turn.ts";
import { bullets, count, some, unique } from "../words.ts";

export function undocumentedExports(memory: Memory, area: string): Turn {
  return {
    question: `Find the exported symbols under ${area} that have no doc comment.`,
    *play() {
      const [found = ""] = yield {
        thought: `I list the exports of ${area} and then look at the line before each.`,
        calls: [searchText(declarationPattern, area, 60)],
      };
      const exports = parseMatches(found).filter(({ path }) => !path.includes(".test"));
      const excerpts = yield* readAround(memory, exports.slice(0, 45));
      const missing: string[] = [];
      let looked = 0;
      for (const match of exports) {
        const symbol = symbolOf(match);
        if (symbol === undefined) continue;
        memory.symbols.set(symbol.name, symbol);
        const before = lineBefore(match, excerpts);
        if (before !== undefined) looked += 1;
        if (before === undefined || before.endsWith("*/")) continue;
        missing.push(`\`${symbol.name}\` (${symbol.kind}) at ${match.path}:${match.line}`);
        if (!memory.undocumented.some(({ name }) => name === symbol.name)) memory.undocumented.push(symbol);
      }
      const files = unique(exports.map(({ path }) => path));
      const finding = `${area}: ${missing.length} of the ${count(looked, "export")} I looked at have no doc comment.`;
      yield { calls: [writeNote(finding)] };
      memory.findings.push(finding);
      return `I read ${count(files.length, "file")}: ${some(files)}. ${finding}\n\n${bullets(missing, 16)}`.trimEnd();
    },
  };
}

/** The line above a declaration, empty at the top of a file; undefined where it was not read. */
function lineBefore({ path, line }: Match, excerpts: readonly Excerpt[]): string | undefined {
  if (line === 1) return "";
  const excerpt = excerpts.find((read) => read.path === path && line > read.from && line <= read.end);
  return excerpt?.lines[line - 1 - excerpt.from]?.trimEnd();
}
