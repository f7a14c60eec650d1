import { isRecord } from "@massgen/core/provider";
import type { ReadLinesOptions } from "../read-lines.ts";
import { readRecords } from "../read-records.ts";
import type { RawSession } from "../session-log.ts";
import { createSkipTally, type SkipTally } from "../skip-tally.ts";
import { chooseChain } from "./choose-chain.ts";
import { createMessageList } from "./message-list.ts";
import { indexRecords } from "./record-index.ts";

/**
 * Reads a log of Claude Code: the chain of its last message, in Anthropic's format. It goes through the file twice, so
 * that neither branches that were left nor copies of tools' outputs are ever held in memory.
 */
export async function readClaudeCode(
  path: string,
  tally: SkipTally,
  options: ReadLinesOptions = {},
): Promise<RawSession> {
  const { lines, compactions, left, gaps } = chooseChain(await indexRecords(path, tally, options));
  tally.add(["message on a branch that was left", "messages on branches that were left"], left);
  tally.add(["gap in the chain of messages", "gaps in the chain of messages"], gaps);
  const list = createMessageList();
  // Counted the first time.
  for await (const { line, fields } of readRecords(path, createSkipTally(), options)) {
    if (lines.has(line) && isRecord(fields.message)) list.add(fields.message);
  }
  return { source: "claude-code", format: "anthropic", ...list.result(), compactions };
}
