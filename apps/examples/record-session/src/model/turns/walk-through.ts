import { runCommand, searchText } from "../calls.ts";
import type { Memory } from "../memory.ts";
import { parseMatchCount } from "../outputs.ts";
import { readStarts, readThrough } from "../reading.ts";
import type { Turn } from "../turn.ts";
import { bullets, count, some } from "../words.ts";

/** Reads a file whole, then what it imports. */
export function walkThrough(memory: Memory, path: string): Turn {
  return {
    question: `Walk me through ${path} and everything that it imports.`,
    *play() {
      const excerpts = yield* readThrough(memory, path, `First ${path} itself, from top to bottom.`);
      const text = excerpts.flatMap(({ lines }) => lines).join("\n");
      const imports = [...text.matchAll(/from "([^"]+)"/g)].map(([, from = ""]) => from);
      const near = imports.filter((from) => from.startsWith(".")).map((from) => resolve(path, from));
      const read = yield* readStarts(
        memory,
        near.slice(0, 8),
        `It imports ${count(near.length, "file")} of its own part.`,
      );
      const names = [...text.matchAll(/^export (?:async )?(?:function\*?|class|const|interface|type) (\w+)/gm)];
      const exported = names.map(([, name = ""]) => name);
      const uses = exported.slice(0, 3);
      const syntax = path.endsWith(".mjs") ? [runCommand(`node --check ${path}`)] : [];
      const calls = [...uses.map((name) => searchText(`\\b${name}\\b`, ".", 12)), ...syntax];
      const outputs = calls.length === 0 ? [] : yield { calls };
      const rows = read.map((file) => `${file.path}: ${count(file.total, "line")}, ${exportsIn(file.lines)}`);
      const usage = uses.map(
        (name, index) => `\`${name}\` occurs on ${count(parseMatchCount(outputs[index] ?? ""), "line")}`,
      );
      memory.covered.add(path);
      memory.findings.push(`${path} exports ${some(exported)} and imports ${count(imports.length, "module")}.`);
      return (
        `${path} has ${count(excerpts.at(-1)?.total ?? 0, "line")} and exports ${some(exported, 6)}. ` +
        `${some(usage)}. From outside it takes ${some(imports.filter((from) => !from.startsWith(".")))}.\n\n${bullets(rows)}`
      ).trimEnd();
    },
  };
}

function exportsIn(lines: readonly string[]): string {
  return count(lines.filter((line) => line.startsWith("export ")).length, "export");
}

function resolve(from: string, target: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of target.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}
