import { searchText, writeNote } from "../calls.ts";
import type { Memory } from "../memory.ts";
import { parseMatchCount, parseMatches } from "../outputs.ts";
import { readAround } from "../reading.ts";
import type { Turn } from "../turn.ts";
import { bullets, count, some, unique } from "../words.ts";

export interface Topic {
  readonly question: string;
  /** Regular expressions that an engineer would search for. */
  readonly patterns: readonly [string, ...string[]];
}

export const topics: readonly Topic[] = [
  { question: "Where are cut points decided, and by what?", patterns: ["[cC]utPoint", "forbidden"] },
  { question: "How are tokens counted, and who chooses the counter?", patterns: ["[cC]ount\\(", "TokenCounter"] },
  { question: "What happens to a call that was never answered?", patterns: ["[uU]nanswered", "orphan"] },
  { question: "Where does reasoning get special treatment?", patterns: ["[rR]easoning", "dangling"] },
  { question: "What is pinned, and can a strategy get around it?", patterns: ["[pP]inned", "lastUser|last user"] },
  {
    question: "Which parts write to disk, and do they do it atomically?",
    patterns: ["writeFile|rename\\(", "mkdtemp|rm\\("],
  },
  { question: "Who honours an abort signal?", patterns: ["AbortSignal|signal", "throwIfAborted|aborted"] },
  {
    question: "How does an unknown format or strategy get reported?",
    patterns: ["unknown-|[uU]nknown", "nearest|remedy"],
  },
  { question: "Where are images taken into account?", patterns: ["[iI]mage", "data:"] },
  { question: "How are events made, and who listens?", patterns: ["onEvent|Event\\b", "compaction-start"] },
  {
    question: "Which process environment does the code look at?",
    patterns: ["process\\.(env|argv|platform)", "isTTY|NO_COLOR"],
  },
  { question: "What decides the exit status?", patterns: ["exitCode|process\\.exit", "exit status|status:"] },
  {
    question: "Where do we rely on the order of keys or files?",
    patterns: ["\\.sort\\(|toSorted", "Object\\.(entries|keys)"],
  },
  {
    question: "Where could a long input make us slow?",
    patterns: ["flatMap|concat\\(|\\.\\.\\.", "while \\(|for \\(;;\\)"],
  },
];

/** A question about where something happens: search wide, read the places, search again for what was seen there. */
export function topicTurn(memory: Memory, { question, patterns }: Topic): Turn {
  return {
    question,
    *play() {
      const outputs = yield {
        thought: `I search for ${some(patterns)} and read where most of the matches are.`,
        calls: patterns.map((pattern) => searchText(pattern, ".", memory.pace.matchesPerSearch())),
      };
      const matches = outputs.flatMap(parseMatches).filter(({ path }) => /\.(?:ts|mjs)$/.test(path));
      const inSource = matches.filter(({ path }) => !path.includes(".test"));
      const files = byFrequency(inSource.map(({ path }) => path));
      const places = files.slice(0, 6).flatMap((path) => inSource.filter((match) => match.path === path).slice(0, 2));
      yield* readAround(
        memory,
        places.slice(0, 8),
        `There are matches in ${count(files.length, "source file")}; I read the fullest first.`,
      );
      const declared = inSource.flatMap(
        ({ text }) => /\b(?:function|interface|class|export const) (\w+)/.exec(text)?.[1] ?? [],
      );
      const names = unique(declared).slice(0, 3);
      if (names.length > 0) {
        const [uses = ""] = yield { calls: [searchText(`\\b(${names.join("|")})\\b`, ".", 20)] };
        yield* readAround(
          memory,
          parseMatches(uses)
            .filter(({ path }) => path.includes(".test"))
            .slice(0, 2),
        );
      }
      const total = outputs.reduce((sum, output) => sum + parseMatchCount(output), 0);
      const finding = `${question} ${count(total, "matching line")}, mainly in ${some(files, 3)}.`;
      yield { calls: [writeNote(finding)] };
      memory.findings.push(finding);
      if (files.length === 0) return `Nothing in the sources matches ${some(patterns)}; the tree has none of this yet.`;
      const lines = places.map(({ path, line, text }) => `${path}:${line}: \`${text}\``);
      return (
        `${count(total, "matching line")} for ${some(patterns)}. The places that matter:\n\n${bullets(lines)}\n\n` +
        `Declared there: ${some(names)}.`
      );
    },
  };
}

function byFrequency(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts.keys()].sort((left, right) => (counts.get(right) ?? 0) - (counts.get(left) ?? 0));
}
