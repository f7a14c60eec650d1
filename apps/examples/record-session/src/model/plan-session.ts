import type { Memory } from "./memory.ts";
import type { ExportedSymbol } from "./symbols.ts";
import type { Turn } from "./turn.ts";
import { callers } from "./turns/callers.ts";
import { documentSymbol } from "./turns/document-symbol.ts";
import { documentAgainstCode } from "./turns/documents.ts";
import { errorCodes } from "./turns/error-codes.ts";
import { forbiddenShapes } from "./turns/forbidden-shapes.ts";
import { interruptedLint } from "./turns/interrupted-lint.ts";
import { longFiles } from "./turns/long-files.ts";
import { manifestsAgainstImports } from "./turns/manifests.ts";
import { overview } from "./turns/overview.ts";
import { readAgain } from "./turns/read-again.ts";
import { recap } from "./turns/recap.ts";
import { testGaps } from "./turns/test-gaps.ts";
import { type Topic, topics, topicTurn } from "./turns/topic.ts";
import { tryRename } from "./turns/try-rename.ts";
import { typeCheck } from "./turns/type-check.ts";
import { undocumentedExports } from "./turns/undocumented.ts";
import { walkThrough } from "./turns/walk-through.ts";

/** The user's side: an opening, rounds until the session is long enough, and a closing question. */
export function* planSession(memory: Memory): Generator<Turn, void, void> {
  yield overview(memory);
  yield topicTurn(memory, topicAt(0));
  yield errorCodes(memory, ".");
  const areas = memory.areas();
  const area = (index: number) => areas[index % areas.length] ?? ".";
  yield undocumentedExports(memory, area(0));
  yield interruptedLint;
  yield typeCheck(
    memory,
    area(0),
    `Stop, I broke that off: the linter runs elsewhere. The type check of ${area(0)} is enough.`,
  );
  for (let round = 0; !memory.pace.done(); round += 1) {
    for (const turn of roundOf(memory, round, area)) {
      if (memory.pace.done()) break;
      yield turn;
    }
  }
  yield recap(memory, "That is enough for today. Sum up what we found for the next reviewer.", 20);
}

/** One round asks about several parts, each question about another one than in the round before. */
function* roundOf(memory: Memory, round: number, area: (index: number) => string): Generator<Turn, void, void> {
  yield undocumentedExports(memory, area(round + 1));
  const bare = memory.undocumented.shift();
  if (bare !== undefined) yield documentSymbol(memory, bare);
  yield topicTurn(memory, topicAt(2 * round + 1));
  const path = uncovered(memory, memory.code("."));
  if (path !== undefined) yield walkThrough(memory, path);
  yield testGaps(memory, area(round));
  const renamed = symbolAt(memory, 7 * round);
  if (renamed !== undefined) yield tryRename(memory, renamed);
  yield longFiles(memory, area(round + 2));
  const document = uncovered(memory, memory.paths(".", ".md"));
  if (document !== undefined) yield documentAgainstCode(memory, document);
  yield typeCheck(memory, area(round + 1));
  const used = symbolAt(memory, 5 * round + 3);
  if (used !== undefined) yield callers(memory, used);
  yield forbiddenShapes(memory, area(round + 3));
  yield topicTurn(memory, topicAt(2 * round + 2));
  if (round % 3 === 0) yield manifestsAgainstImports(memory);
  if (round % 3 === 1) yield errorCodes(memory, area(round));
  yield round % 2 === 0 ? readAgain(memory) : recap(memory, "Where are we? Use your notes.", 8);
}

function topicAt(index: number): Topic {
  return topics[index % topics.length] ?? { question: "Where are errors made?", patterns: ["Error\\("] };
}

function symbolAt(memory: Memory, index: number): ExportedSymbol | undefined {
  const symbols = [...memory.symbols.values()].filter(({ name }) => !memory.covered.has(name));
  return symbols[index % symbols.length];
}

function uncovered(memory: Memory, paths: readonly string[]): string | undefined {
  return paths.find((path) => !memory.covered.has(path));
}
