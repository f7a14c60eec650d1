import { searchText, writeNote } from "../calls.ts";
import type { Memory } from "../memory.ts";
import { parseMatchCount } from "../outputs.ts";
import { readThrough } from "../reading.ts";
import type { Steps, Turn } from "../turn.ts";
import { bullets, count, escaped, some, unique } from "../words.ts";

const searchesPerStep = 4;

/** Compares a document with the code that it speaks of. */
export function documentAgainstCode(memory: Memory, path: string): Turn {
  return {
    question: `Does ${path} still agree with the code? Check the names that it mentions.`,
    *play(): Steps<string> {
      const excerpts = yield* readThrough(memory, path, "What a document puts in code marks should exist somewhere.");
      const text = excerpts.flatMap(({ lines }) => lines).join("\n");
      const names = unique([...text.matchAll(/`([\w./@-]{3,40})`/g)].map(([, name = ""]) => name)).slice(0, 16);
      const missing: string[] = [];
      for (let start = 0; start < names.length; start += searchesPerStep) {
        const batch = names.slice(start, start + searchesPerStep);
        const outputs: readonly string[] = yield {
          calls: batch.map((name) => searchText(escaped(name), ".", 6)),
        };
        missing.push(...batch.filter((_, index) => parseMatchCount(outputs[index] ?? "") < 2));
      }
      const finding = `${path}: ${missing.length} of ${count(names.length, "name")} occur nowhere else.`;
      yield { calls: [writeNote(finding)] };
      memory.findings.push(finding);
      memory.covered.add(path);
      if (missing.length === 0) return `${finding} The names are all alive: ${some(names, 8)}.`;
      return `${finding} I would ask its author about these:\n\n${bullets(missing)}`;
    },
  };
}
