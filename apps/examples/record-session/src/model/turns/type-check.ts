import { runCommand, writeNote } from "../calls.ts";
import type { Memory } from "../memory.ts";
import { parseDiagnostics, succeeded } from "../outputs.ts";
import { readAround, readStarts } from "../reading.ts";
import type { Turn } from "../turn.ts";
import { bullets, count, some, unique } from "../words.ts";

export function typeCheck(memory: Memory, area: string, question?: string): Turn {
  return {
    question: question ?? `Run the type check of ${area} and explain what it prints.`,
    *play() {
      const configuration = configurationOf(memory, `${area}/`);
      const [printed = ""] = yield {
        thought: `The nearest configuration for ${area} is ${configuration}.`,
        calls: [runCommand(`tsc --noEmit -p ${configuration}`)],
      };
      const [settings = "", files = ""] = yield {
        calls: [
          runCommand(`tsc --showConfig -p ${configuration}`),
          runCommand(`tsc --listFilesOnly -p ${configuration}`),
        ],
      };
      const problems = parseDiagnostics(printed);
      const named = unique(problems.map(({ path }) => path));
      yield* readAround(memory, problems.slice(0, 6), `${count(problems.length, "problem")} to look at.`);
      if (problems.length === 0) yield* readStarts(memory, [configuration, ...memory.code(area).slice(0, 2)]);
      const own = files.split("\n").filter((line) => /\.[cm]?tsx?$/.test(line));
      const finding = `${area}: the type check ${succeeded(printed) ? "passes" : "does not pass"} over ${count(own.length, "file")}.`;
      yield { calls: [writeNote(finding)] };
      memory.findings.push(finding);
      const strict = [...settings.matchAll(/"(\w+)": true/g)].map(([, name = ""]) => name);
      if (succeeded(printed)) {
        return `${finding} It prints nothing, which is how it says so. Switched on: ${some(strict, 8)}.`;
      }
      if (problems.length === 0)
        return `The type check did not get as far as the sources: ${printed.split("\n").at(-1)}`;
      const lines = problems.map(({ path, line, text }) => `${path}:${line}: ${text}`);
      return `${finding} ${count(problems.length, "problem")} in ${some(named)}:\n\n${bullets(lines, 8)}`;
    },
  };
}

/** The configuration that governs a path: that of the nearest folder above which has one. */
export function configurationOf(memory: Memory, path: string): string {
  const parts = path.split("/").slice(0, -1);
  for (let depth = parts.length; depth > 0; depth -= 1) {
    const candidate = [...parts.slice(0, depth), "tsconfig.json"].join("/");
    if (memory.files.has(candidate)) return candidate;
  }
  return "tsconfig.json";
}
