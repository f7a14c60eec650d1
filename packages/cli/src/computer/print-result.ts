import type { ComputerResult } from "@massgen/core";
import { dimOn } from "../render/dim-on.ts";
import { formatDollars, groupDigits } from "../render/numbers.ts";
import { printable } from "../render/printable.ts";
import { terminalSafeJson } from "../render/terminal-safe-json.ts";
import { createTerminalText } from "../render/terminal-text.ts";
import { writeStream } from "../render/write-stream.ts";

export interface PrintSettings {
  readonly json: boolean;
  /** Whether a script decided anything of it. */
  readonly isScripted: boolean;
  /** Takes secrets out. */
  readonly mask: (text: string) => string;
  /** Folder of the record. */
  readonly folder: string | undefined;
}

/** Writes a run's answer, or all of its result as JSON, to standard output, and what is to be said beside to standard error. */
export async function printResult(result: ComputerResult, settings: PrintSettings): Promise<void> {
  const { json, isScripted, mask, folder } = settings;
  if (json) {
    const told = {
      ...result,
      durationMilliseconds: Math.round(result.durationMilliseconds),
      modelMilliseconds: Math.round(result.modelMilliseconds),
      ...(isScripted && { scripted: true }),
      recording: folder ?? null,
    };
    // Value by value: as JSON a secret may be written otherwise than it is known.
    const text = JSON.stringify(told, (_, value) => (typeof value === "string" ? mask(value) : value), 2);
    return writeStream(process.stdout, `${terminalSafeJson(text)}\n`);
  }
  if (result.answer !== "") {
    const text = createTerminalText();
    await writeStream(process.stdout, `${text.write(mask(result.answer).trimEnd())}${text.end()}\n`);
  }
  const dim = dimOn(process.stderr);
  const lines = [
    ...endingOf(result).map((line) => printable(mask(line), 1_000)),
    ...wayOn(result, folder),
    dim(factsOf(result, isScripted).join(", ")),
    ...(folder === undefined ? [] : [dim(`Recorded; look at it with: massgen replay ${shellWord(folder)}`)]),
  ];
  process.stderr.write(lines.map((line) => `${line}\n`).join(""));
}

function endingOf({ status, reason, question }: ComputerResult): readonly string[] {
  if (status === "success") return [];
  return [reason, ...(question === undefined || reason.includes(question) ? [] : [`It asks: ${question}`])];
}

/** How a run that is not over for good goes on. */
function wayOn({ status, fault, question }: ComputerResult, folder: string | undefined): readonly string[] {
  const isOver = status === "success" || (status === "failure" && fault === undefined);
  if (folder === undefined || isOver) return [];
  const reply = question === undefined ? "" : " --reply ANSWER";
  return [`Go on with the same options, and --resume ${shellWord(folder)}${reply} in place of the task and --record.`];
}

function factsOf(result: ComputerResult, isScripted: boolean): readonly string[] {
  const { steps, usage, cost = 0, durationMilliseconds, promptSources = {} } = result;
  const prompts = new Set(Object.values(promptSources));
  const tokens = usage.inputTokens + usage.outputTokens;
  return [
    `${steps} ${steps === 1 ? "step" : "steps"}`,
    `${(durationMilliseconds / 1_000).toFixed(1)} s`,
    ...(tokens > 0 ? [`${groupDigits(tokens)} tokens`] : []),
    ...(cost > 0 ? [formatDollars(cost)] : []),
    ...(prompts.has("own") ? ["system prompt in MassGen's own words"] : []),
    ...(prompts.has("custom") ? ["system prompt of yours"] : []),
    ...(isScripted ? ["decisions of a script, not of a model"] : []),
  ];
}

/** A path as a shell takes it for one word. */
function shellWord(path: string): string {
  const shown = printable(path, 1_000);
  return /^[\w./~@%+=:,-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
