import { replaceText, runCommand, writeNote } from "../calls.ts";
import type { Memory } from "../memory.ts";
import { succeeded } from "../outputs.ts";
import { readAround, readThrough } from "../reading.ts";
import { type ExportedSymbol, findSymbol, startOf } from "../symbols.ts";
import type { Steps, Turn } from "../turn.ts";
import { count, some, unique } from "../words.ts";
import { configurationOf } from "./type-check.ts";

/** A change to a file, read again afterwards and checked. */
export function documentSymbol(memory: Memory, symbol: ExportedSymbol): Turn {
  const { name, kind, path } = symbol;
  return {
    question: `Give \`${name}\` in ${path} a doc comment of one line that says who uses it, and read the file again.`,
    *play() {
      const { home, uses } = yield* findSymbol(memory, symbol, `Before I write about ${name} I need to know its uses.`);
      if (home === undefined) return `\`${name}\` is not declared in ${path}; I changed nothing.`;
      yield* readAround(memory, [home, ...uses.filter((use) => use.path !== path).slice(0, 3)]);
      const users = unique(uses.map((use) => use.path)).filter((user) => user !== path);
      const comment = `/** Used by ${users.length === 0 ? "this file alone" : some(users, 2)}. */`;
      const changed = yield* insertBefore(memory, symbol, startOf(home, name), comment);
      if (changed.startsWith("error")) return `I could not place the comment (${changed}), and left ${path} as it was.`;
      yield* readThrough(memory, path, "The file should now have one line more; I read it again.");
      const [types = "", style = ""] = yield {
        calls: [runCommand(`tsc --noEmit -p ${configurationOf(memory, path)}`), runCommand(`biome check ${path}`)],
      };
      yield { calls: [writeNote(`${path}: ${kind} ${name} has a doc comment now.`)] };
      memory.findings.push(`\`${name}\` in ${path} was documented.`);
      return (
        `I ${changed}: the ${kind} \`${name}\`, used in ${count(users.length, "other file")}, now says so in one line. ` +
        `The type check ${verdict(types)}, and biome's check ${verdict(style)}.`
      );
    },
  };
}

/** Leaves out the keyword at first, as a hasty editor does, and learns that the text must match. */
function* insertBefore(memory: Memory, { path, name }: ExportedSymbol, start: string, comment: string): Steps<string> {
  if (!memory.lessons.has("quote-declarations")) {
    yield { calls: [replaceText(path, `export ${name}`, `${comment}\nexport ${name}`)] };
    memory.lessons.add("quote-declarations");
  }
  const [changed = ""] = yield {
    thought: `The text to replace must be there exactly once. The declaration's start is: "${start}".`,
    calls: [replaceText(path, start, `${comment}\n${start}`)],
  };
  return changed;
}

function verdict(output: string): string {
  return succeeded(output) ? "passes" : "does not pass";
}
