import { type CompactionReport, compact } from "@massgen/compaction";
import { loadO200kCounter } from "@massgen/compaction/o200k";
import type { CompactCommandOptions } from "./compact-command.ts";
import { parseConversation } from "./conversation-file/parse-conversation.ts";
import { nameOf, readBytes } from "./conversation-file/read-bytes.ts";
import { checkOutputPath, formatConversation, writeOutput } from "./conversation-file/write-conversation.ts";
import { exitCodes } from "./exit-codes.ts";
import { adapterDeclared, adapterNamed } from "./options/format.ts";
import { strategyNamed } from "./options/strategies.ts";
import { parseTarget } from "./options/target.ts";
import { createProgressLine } from "./render/progress-line.ts";
import { formatReport } from "./render/report-table.ts";
import { writeStream } from "./render/write-stream.ts";

/** Runs `massgen compact` and answers with the exit code. */
export async function runCompact(path: string, options: CompactCommandOptions): Promise<number> {
  const target = parseTarget(options.target);
  const strategies = options.strategy?.map((name) => strategyNamed<unknown>(name));
  const named = options.format === undefined ? undefined : adapterNamed(options.format);
  if (options.output !== undefined && options.dryRun !== true) await checkOutputPath(options.output);

  const file = await parseConversation(await readBytes(path), nameOf(path));
  const adapter = named ?? adapterDeclared(file.format);
  const progress = createProgressLine(process.stderr);
  const counter = await loadO200kCounter();
  const { items, report } = await compact(file.items, {
    target,
    counter,
    pendingCalls: "answer",
    onEvent: progress.update,
    ...(adapter === undefined ? {} : { adapter }),
    ...(strategies === undefined ? {} : { strategies }),
  }).finally(progress.clear);

  if (report.status !== "failed" && options.dryRun !== true) {
    const content = report.status === "skipped" ? file.bytes : formatConversation(items, file.layout);
    if (options.output === undefined) await writeStream(process.stdout, content);
    else await writeOutput(options.output, content);
  }
  await writeReport(report, options);
  return report.status === "failed" ? exitCodes.failed : exitCodes.success;
}

/** The report is the output where the conversation does not go to standard output, and a remark beside it elsewhere. */
async function writeReport(report: CompactionReport, options: CompactCommandOptions): Promise<void> {
  const isOutput = options.dryRun === true || (options.json === true && options.output !== undefined);
  const stream = isOutput ? process.stdout : process.stderr;
  await writeStream(
    stream,
    options.json === true ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report, stream),
  );
}
