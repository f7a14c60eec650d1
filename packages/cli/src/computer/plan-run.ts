import { inputError } from "../input-error.ts";
import type { ComputerCommandOptions } from "./computer-command.ts";

/** What a run is about, known before anything is started or written. */
export interface PlannedRun {
  readonly task: string;
  /** Folder that it is kept in. */
  readonly folder: string | undefined;
  readonly isResumed: boolean;
  /** Pages of the earlier part, where there is one. */
  readonly earlier: EarlierPages;
}

export interface EarlierPages {
  /** Page that it began with: its user had named it. */
  readonly first?: URL;
  /** Page that it ended on. */
  readonly last?: URL;
}

/**
 * Reads what is to be done: from the command line, or from the record of an earlier part. Nothing is written yet, so that
 * a wrong option leaves no folder behind.
 *
 * @throws MassGenError `invalid-input`, `no-run`, `invalid-run`.
 */
export async function planRun(
  argument: string | undefined,
  { record, resume, reply }: Pick<ComputerCommandOptions, "record" | "resume" | "reply">,
): Promise<PlannedRun> {
  for (const [name, folder] of Object.entries({ record, resume })) {
    if (folder === "") throw inputError(`--${name} names no directory.`, `Write, for example, --${name} runs/1.`);
  }
  if (resume === undefined) {
    if (reply !== undefined) throw inputError("--reply answers a run that is resumed.", "Add --resume DIRECTORY.");
    if (argument === undefined || argument.trim() === "") {
      throw inputError("There is no task.", 'Write massgen computer "TASK".');
    }
    return { task: argument, folder: record, isResumed: false, earlier: {} };
  }
  if (record !== undefined) throw inputError("--resume goes on in its own record.", "Leave --record out.");
  const { readRecords } = await import("@massgen/computer-use/recorder");
  const records = await readRecords(resume);
  const [header] = records;
  const task = header?.type === "run" ? header.task : "";
  // What is told of secrets stands behind the task.
  if (argument !== undefined && argument !== task && !task.startsWith(`${argument}\n\n`)) {
    throw inputError("A resumed run has its task.", "Leave the task out.");
  }
  const pages = records.flatMap((each) => (each.type === "frame" ? (webPage(each.observation?.url) ?? []) : []));
  const [first, last] = [pages[0], pages.at(-1)];
  return { task, folder: resume, isResumed: true, earlier: { ...(first && { first }), ...(last && { last }) } };
}

function webPage(text: unknown): URL | undefined {
  const url = typeof text === "string" ? URL.parse(text) : null;
  return url !== null && /^https?:$/.test(url.protocol) ? url : undefined;
}
