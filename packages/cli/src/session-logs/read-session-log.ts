import { stat } from "node:fs/promises";
import { MassGenError } from "@massgen/core";
import { inputError } from "../input-error.ts";
import { readClaudeCode } from "./claude-code/read-claude-code.ts";
import { readCodex } from "./codex/read-codex.ts";
import { readDocument } from "./document.ts";
import { finishLog } from "./finish-log.ts";
import { readItemLines } from "./item-lines.ts";
import { logKind } from "./log-kind.ts";
import type { ReadLinesOptions } from "./read-lines.ts";
import { readRunLogItems } from "./run-log.ts";
import type { RawSession, SessionLog } from "./session-log.ts";
import { createSkipTally, type SkipTally } from "./skip-tally.ts";

/**
 * Reads a session of an agent from a file: a conversation in any format of ours, a run log of `@massgen/store`, or a log
 * of Claude Code or Codex, whose formats are undocumented and change. What is not understood is passed over and counted.
 *
 * @throws MassGenError `invalid-input` where the file cannot be read or holds no session; the signal's reason on abort.
 */
export async function readSessionLog(path: string, options: ReadLinesOptions = {}): Promise<SessionLog> {
  const tally = createSkipTally();
  try {
    await checkFile(path);
    const kind = await logKind(path, options.signal);
    if (kind === undefined) throw inputError(`${path} is empty.`, "Name the log of an agent's session.");
    return finishLog(path, await readAs(kind, path, tally, options), tally);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw explain(path, error);
  }
}

function readAs(
  kind: NonNullable<Awaited<ReturnType<typeof logKind>>>,
  path: string,
  tally: SkipTally,
  options: ReadLinesOptions,
): Promise<RawSession> {
  switch (kind) {
    case "claude-code":
      return readClaudeCode(path, tally, options);
    case "codex":
      return readCodex(path, tally, options);
    case "massgen-log":
      return readRunLogItems(path, tally, options);
    case "item-lines":
      return readItemLines(path, tally, options);
    case "document":
      return readDocument(path, tally);
  }
}

async function checkFile(path: string): Promise<void> {
  if (path === "-") throw inputError("A session is read from a file.", "Name a file instead of -.");
  const found = await stat(path);
  if (found.isFile()) return;
  if (found.isDirectory()) throw inputError(`${path} is a directory.`, "Name the log of one session in it.");
  throw inputError(`${path} is no file.`, "A session is read twice: write it to a file first.");
}

function explain(path: string, error: unknown): unknown {
  if (MassGenError.isInstance(error)) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return inputError(`There is no file ${path}.`, "Check the path.", error);
  if (code === "EACCES" || code === "EPERM")
    return inputError(`${path} may not be read.`, "Check its permissions.", error);
  if (code?.startsWith("E"))
    return inputError(`${path} could not be read (${code}).`, "Check that it is a file.", error);
  return error;
}
