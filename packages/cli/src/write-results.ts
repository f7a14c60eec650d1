import type { CompactionReport } from "@massgen/compaction";
import type { CompactCommandOptions } from "./compact-command.ts";
import { writeOutput } from "./conversation-file/write-output.ts";
import { noteOutput } from "./interruption.ts";
import { formatReport } from "./render/report-table.ts";
import { terminalSafeJson } from "./render/terminal-safe-json.ts";
import { writeStream } from "./render/write-stream.ts";

/** @param path - file to write to; `undefined` for standard output. */
export async function writeConversation(content: string | Uint8Array, path: string | undefined): Promise<void> {
  if (path === undefined) {
    noteOutput("partial");
    await writeStream(process.stdout, process.stdout.isTTY ? forTerminal(content) : content);
  } else {
    await writeOutput(path, content);
  }
  noteOutput("whole");
}

/** The same conversation, harmless to a terminal, with the report on a line of its own. */
function forTerminal(content: string | Uint8Array): string {
  const text = typeof content === "string" ? content : new TextDecoder().decode(content);
  return `${terminalSafeJson(text.trimEnd())}\n`;
}

/**
 * The report is the output where the conversation does not go to standard output, and a remark beside it elsewhere.
 *
 * @param notes - sentences on its numbers.
 */
export async function writeReport(
  report: CompactionReport,
  { dryRun, json, output }: Pick<CompactCommandOptions, "dryRun" | "json" | "output">,
  notes: readonly string[],
): Promise<void> {
  const isOutput = dryRun === true || (json === true && output !== undefined);
  const stream = isOutput ? process.stdout : process.stderr;
  const told = notes.length === 0 ? report : { ...report, notes };
  const rows = notes.map((note) => `${"note".padEnd(13)}${note}\n`).join("");
  const text =
    json === true ? `${terminalSafeJson(JSON.stringify(told, null, 2))}\n` : formatReport(report, stream) + rows;
  const written = writeStream(stream, text);
  // The conversation is where it should be: a remark that nobody can read is no failure.
  await (isOutput ? written : written.catch(() => undefined));
}
