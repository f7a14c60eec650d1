import { type CompactionReport, compact } from "@massgen/compaction";
import { loadO200kCounter } from "@massgen/compaction/o200k";
import type { CompactCommandOptions } from "./compact-command.ts";
import { formatConversation } from "./conversation-file/format-conversation.ts";
import { parseConversation } from "./conversation-file/parse-conversation.ts";
import { nameOf, readBytes } from "./conversation-file/read-bytes.ts";
import { checkOutputPath } from "./conversation-file/write-output.ts";
import { exitCodes } from "./exit-codes.ts";
import { noteOutput } from "./interruption.ts";
import { openArchive } from "./open-archive.ts";
import { adapterDeclared, adapterNamed } from "./options/format.ts";
import { parseTarget } from "./options/target.ts";
import { createProgressLine } from "./render/progress-line.ts";
import { createChatModel } from "./strategies/chat-model.ts";
import { chooseStrategy } from "./strategies/choose-strategy.ts";
import { writeConversation, writeReport } from "./write-results.ts";

/** Runs `massgen compact` and answers with the exit code. */
export async function runCompact(path: string, typed: CompactCommandOptions): Promise<number> {
  const options = typed.output === "-" ? { ...typed, output: undefined } : typed;
  const target = parseTarget(options.target);
  const { model, baseUrl } = options;
  const parts = { model: () => createChatModel({ model, baseUrl, apiKey: process.env.OPENAI_API_KEY }) };
  const strategies =
    options.strategy && (await Promise.all(options.strategy.map((text) => chooseStrategy(text, parts))));
  const named = options.format === undefined ? undefined : adapterNamed(options.format);
  if (options.output !== undefined && options.dryRun !== true) await checkOutputPath(options.output);

  const file = await parseConversation(await readBytes(path), nameOf(path));
  const adapter = named ?? adapterDeclared(file.format);
  if (options.archive !== undefined) noteOutput("archive");
  const progress = createProgressLine(process.stderr);
  const counter = await loadO200kCounter();
  const { items, report } = await compact(file.items, {
    target,
    counter,
    pendingCalls: "answer",
    onEvent: progress.update,
    ...(adapter === undefined ? {} : { adapter }),
    ...(strategies === undefined ? {} : { strategies }),
    ...(options.archive === undefined || options.dryRun === true
      ? {}
      : { archive: await openArchive(options.archive) }),
  }).finally(progress.clear);

  if (report.status !== "failed" && options.dryRun !== true) {
    const content = report.status === "skipped" ? file.bytes : formatConversation(items, file.layout);
    await writeConversation(content, options.output);
  }
  await writeReport(report, options);
  return exitCodeOf(report.status);
}

function exitCodeOf(status: CompactionReport["status"]): number {
  return status === "failed" ? exitCodes.failed : exitCodes.success;
}
