import { searchText } from "../calls.ts";
import type { Memory } from "../memory.ts";
import { parseMatches } from "../outputs.ts";
import { readStarts } from "../reading.ts";
import type { Turn } from "../turn.ts";
import { bullets, count, unique } from "../words.ts";

/** Matches the end of an import from a package; Node's own modules have a colon. */
const fromPackage = 'from "(@[\\w-]+/[\\w-]+|[a-z][\\w-]*)["/]';

/** Compares what parts import with what their manifests declare. */
export function manifestsAgainstImports(memory: Memory): Turn {
  return {
    question: "Which part depends on which, and does each manifest declare what its sources import?",
    *play() {
      const paths = memory.paths(".", "package.json");
      const read = yield* readStarts(memory, paths.slice(0, 8), "Manifests say what should be; imports say what is.");
      const declares = (path: string, name: string) =>
        read.some((manifest) => manifest.path === path && manifest.lines.some((line) => line.includes(`"${name}"`)));
      const outputs = yield { calls: memory.areas().map((area) => searchText(fromPackage, area, 40)) };
      const rows = memory.areas().map((area, index) => {
        const texts = parseMatches(outputs[index] ?? "").map(({ text }) => text);
        const imported = unique(texts.flatMap((text) => new RegExp(fromPackage).exec(text)?.[1] ?? []));
        const elsewhere = imported.filter((name) => !declares(`${area}/package.json`, name));
        const nowhere = elsewhere.filter((name) => !declares("package.json", name));
        const verdict = nowhere.length === 0 ? "every one is declared" : `declared nowhere: ${nowhere.join(", ")}`;
        return `${area} imports ${count(imported.length, "package")}, ${elsewhere.length} of them not in a manifest of its own; ${verdict}`;
      });
      const finding = `Imports of ${count(rows.length, "part")} were compared with ${count(read.length, "manifest")}.`;
      memory.findings.push(finding);
      return `${finding}\n\n${bullets(rows)}`;
    },
  };
}
