import { replaceText, runCommand, writeNote } from "../calls.ts";
import type { Memory } from "../memory.ts";
import { parseDiagnostics, succeeded } from "../outputs.ts";
import { readAround } from "../reading.ts";
import { type ExportedSymbol, findSymbol, startOf } from "../symbols.ts";
import type { Turn } from "../turn.ts";
import { bullets, count, some, unique } from "../words.ts";
import { configurationOf } from "./type-check.ts";

/** A change that breaks the build on purpose, is looked at, and is taken back. */
export function tryRename(memory: Memory, symbol: ExportedSymbol): Turn {
  const { name, kind, path } = symbol;
  return {
    question: `What would break if \`${name}\` had another name? Try it on the declaration alone, show me, and put it back.`,
    *play() {
      const { home, uses } = yield* findSymbol(memory, symbol);
      if (home === undefined) return `\`${name}\` is not declared in ${path}, so there is nothing to try.`;
      yield* readAround(memory, [home, ...uses.slice(0, 3)]);

      const start = startOf(home, name);
      const check = runCommand(`tsc --noEmit -p ${configurationOf(memory, path)}`);
      yield {
        thought: "Exported names must stay, so this is an experiment: rename, check, and put the name back at once.",
        calls: [replaceText(path, start, `${start}Renamed`)],
      };
      const [broken = ""] = yield { calls: [check] };
      const problems = parseDiagnostics(broken);
      yield* readAround(memory, problems.slice(0, 4), `${count(problems.length, "error")}; I read where they are.`);
      yield { remark: `I put \`${name}\` back.`, calls: [replaceText(path, `${start}Renamed`, start)] };
      yield* readAround(memory, [home]);
      const [after = ""] = yield { calls: [check] };

      const files = unique(problems.map((problem) => problem.path));
      const finding = `Renaming \`${name}\` alone makes ${count(problems.length, "compiler error")} in ${count(files.length, "file")}.`;
      yield { calls: [writeNote(finding)] };
      memory.findings.push(finding);
      const users = unique(uses.map((use) => use.path)).filter((user) => user !== path);
      const lines = problems.map((problem) => `${problem.path}:${problem.line}: ${problem.text}`);
      return (
        `${finding} The ${kind} is used in ${count(users.length, "other file")}${users.length > 0 ? `: ${some(users)}` : ""}.\n\n${bullets(lines, 8)}` +
        `\n\nThe name is back; the type check ${succeeded(after) ? "passes again" : "does not pass, as before"}.`
      );
    },
  };
}
