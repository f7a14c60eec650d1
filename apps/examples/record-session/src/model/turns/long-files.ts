import { listFiles, searchText } from "../calls.ts";
import type { Memory } from "../memory.ts";
import { parseListing } from "../outputs.ts";
import { readThrough } from "../reading.ts";
import type { Turn } from "../turn.ts";
import { bullets, count } from "../words.ts";

export function longFiles(memory: Memory, area: string): Turn {
  return {
    question: `Which files under ${area} are the longest, and does one of them hold two concepts?`,
    *play() {
      const [listing = ""] = yield { calls: [listFiles(area)] };
      const sizes = [...parseListing(listing)].filter(
        ([path]) => /\.(?:ts|mjs)$/.test(path) && !path.includes(".test"),
      );
      const longest = sizes.sort((left, right) => right[1] - left[1]).slice(0, 3);
      const rows: string[] = [];
      for (const [path, lines] of longest) {
        const excerpts = yield* readThrough(
          memory,
          path,
          `${path} has ${count(lines, "line")}; I look for a seam in it.`,
        );
        const code = excerpts.flatMap((excerpt) => excerpt.lines);
        const functions = code.filter((line) => /^(?:export )?(?:async )?function/.test(line)).length;
        const exports = code.filter((line) => line.startsWith("export ")).length;
        rows.push(`${path}: ${count(lines, "line")}, ${count(exports, "export")}, ${count(functions, "function")}`);
      }
      yield { calls: longest.map(([path]) => searchText(stem(path), area, 15)) };
      const finding = `${area}: the longest of ${count(sizes.length, "source file")} has ${count(longest[0]?.[1] ?? 0, "line")}.`;
      memory.findings.push(finding);
      const verdict = rows.some((row) => /, (?:[3-9]|\d\d) exports/.test(row))
        ? "Three exports or more in one file are where I would look for the second concept."
        : "None of them exports more than two things, so I would leave them whole.";
      return `${finding}\n\n${bullets(rows)}\n\n${verdict}`;
    },
  };
}

function stem(path: string): string {
  return (path.split("/").at(-1) ?? path).replace(/\.\w+$/, "");
}
