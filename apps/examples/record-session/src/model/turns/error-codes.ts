import { searchText, writeNote } from "../calls.ts";
import type { Memory } from "../memory.ts";
import { type Excerpt, type Match, parseMatches } from "../outputs.ts";
import { readAround } from "../reading.ts";
import type { Turn } from "../turn.ts";
import { bullets, count, some, unique } from "../words.ts";

export function errorCodes(memory: Memory, area: string): Turn {
  const where = area === "." ? "in the whole tree" : `under ${area}`;
  return {
    question: `List every error code ${where} and check that each has a remedy beside it.`,
    *play() {
      const [found = ""] = yield {
        thought: "Codes are written as a field, so one search finds them; whether a remedy follows I must read.",
        calls: [searchText('\\bcode: "[a-z-]+"', area, 40)],
      };
      const sites = parseMatches(found).filter(({ path }) => !path.includes(".test"));
      const excerpts = yield* readAround(memory, sites.slice(0, 14));
      const [classes = ""] = yield { calls: [searchText("class \\w*Error\\b|new MassGenError", area, 20)] };
      yield* readAround(memory, parseMatches(classes).slice(0, 2));
      const rows = sites.map((site) => {
        const code = /code: "([a-z-]+)"/.exec(site.text)?.[1] ?? "?";
        return `\`${code}\` at ${site.path}:${site.line}: ${remedyNear(site, excerpts)}`;
      });
      const without = rows.filter((row) => row.endsWith("no remedy in sight"));
      const codes = unique(rows.map((row) => row.split(" ")[0] ?? ""));
      const finding = `${count(codes.length, "error code")} ${where}, ${without.length} without a remedy.`;
      yield { calls: [writeNote(finding)] };
      memory.findings.push(finding);
      if (rows.length === 0) return `No error code is declared ${where}.`;
      return `${finding}\n\n${bullets(rows, 20)}\n\nCodes: ${some(codes, 20)}.`;
    },
  };
}

function remedyNear(site: Match, excerpts: readonly Excerpt[]): string {
  const excerpt = excerpts.find(({ path, from, end }) => path === site.path && site.line >= from && site.line <= end);
  if (excerpt === undefined) return "not read";
  const nearby = excerpt.lines.slice(Math.max(0, site.line - excerpt.from - 6), site.line - excerpt.from + 8);
  return nearby.some((line) => line.includes("remedy")) ? "has a remedy" : "no remedy in sight";
}
