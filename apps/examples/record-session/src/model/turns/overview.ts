import { listFiles, readLines, writeNote } from "../calls.ts";
import type { Memory } from "../memory.ts";
import { readStarts } from "../reading.ts";
import type { Turn } from "../turn.ts";
import { bullets, count, some } from "../words.ts";

export function overview(memory: Memory): Turn {
  return {
    question:
      "I have just taken over this repository and want to review it with you. Give me an overview first: its parts, " +
      "how large they are, and what the configuration fixes. For the whole session: exported names stay as they are, " +
      "and a file that you changed must still pass the type check.",
    *play() {
      const [listing = ""] = yield {
        thought: "I know nothing about the tree yet. The list of files comes first, then manifests and configuration.",
        calls: [listFiles(".")],
      };
      memory.learnListing(listing);
      yield {
        remark: "I look for an entry point at the root while I read the configuration.",
        calls: [readLines("src/index.ts", 1, 80), readLines("index.ts", 1, 80)],
      };
      const configuration = memory.paths(".", ".json", ".yaml").filter((path) => !path.includes("/"));
      const manifests = memory.paths(".", "/package.json");
      const documents = memory.paths(".", ".md").filter((path) => !path.includes("/"));
      yield* readStarts(memory, [...configuration, ...manifests].slice(0, 12));
      yield* readStarts(
        memory,
        documents.slice(0, 4),
        `Configuration is read; ${count(documents.length, "document")} at the root may say what it cannot.`,
      );
      yield {
        calls: [
          writeNote("Rule of the user: exported names stay as they are."),
          writeNote("Rule of the user: a changed file must pass the type check."),
        ],
      };
      const areas = memory.areas().map((area) => {
        const code = memory.code(area);
        const lines = code.reduce((sum, path) => sum + (memory.files.get(path) ?? 0), 0);
        return `${area}: ${count(code.length, "source file")}, ${count(lines, "line")}; the longest is ${code[0]}`;
      });
      const finding = `${count(memory.files.size, "file")} in ${count(areas.length, "part")}`;
      memory.findings.push(finding);
      return (
        `The tree has ${finding}. There is no entry point at the root; each part has its own.\n\n${bullets(areas)}\n\n` +
        `Configuration at the root: ${some(configuration, 8)}. I noted your two rules and will keep to them.`
      );
    },
  };
}
