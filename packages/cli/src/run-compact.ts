import { compact, detectFormat } from "@massgen/compaction";
import { loadO200kCounter } from "@massgen/compaction/o200k";
import type { BackendError } from "@massgen/core";
import { exitCodeOf } from "./backend-options/explain-failure.ts";
import type { CompactCommandOptions } from "./compact-command.ts";
import { compactionNotes } from "./compaction-notes.ts";
import { formatConversation } from "./conversation-file/format-conversation.ts";
import { parseConversation } from "./conversation-file/parse-conversation.ts";
import { nameOf, readBytes } from "./conversation-file/read-bytes.ts";
import { checkOutputPath } from "./conversation-file/write-output.ts";
import { exitCodes } from "./exit-codes.ts";
import { inputError } from "./input-error.ts";
import { noteOutput } from "./interruption.ts";
import { openArchive } from "./open-archive.ts";
import { adapterDeclared, adapterNamed } from "./options/format.ts";
import { parseTarget } from "./options/target.ts";
import { errorLine } from "./render/error-line.ts";
import { createProgressLine } from "./render/progress-line.ts";
import { chooseStrategy } from "./strategies/choose-strategy.ts";
import { createCompactionModel } from "./strategies/compaction-model.ts";
import { writeConversation, writeReport } from "./write-results.ts";

/** Runs `massgen compact` and answers with the exit code. */
export async function runCompact(path: string, typed: CompactCommandOptions): Promise<number> {
  const options = typed.output === "-" ? { ...typed, output: undefined } : typed;
  const target = parseTarget(options.target);
  const model = createCompactionModel(options, process.env);
  const strategies =
    options.strategy && (await Promise.all(options.strategy.map((text) => chooseStrategy(text, model))));
  const named = options.format === undefined ? undefined : adapterNamed(options.format);
  if (options.output !== undefined && options.dryRun !== true) await checkOutputPath(options.output);

  const file = await parseConversation(await readBytes(path), nameOf(path));
  const adapter = named ?? adapterDeclared(file.format);
  if (strategies?.some(({ name }) => name === "native")) checkNative(adapter?.format ?? detectFormat(file.items), path);
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
  const after = options.dryRun === true ? file.items : items;
  await writeReport(report, options, compactionNotes({ before: file.items, after }));
  return report.status === "failed" ? failed(model.failure(), options) : exitCodes.success;
}

/** @throws MassGenError `invalid-input` where the provider could not read the conversation's items. */
function checkNative(format: string, path: string): void {
  if (format === "openai-responses") return;
  throw inputError(
    `The strategy native works on openai-responses items only, and ${nameOf(path)} holds ${format}.`,
    format === "openai-chat"
      ? "Leave it out; where these are Responses items, add --format openai-responses."
      : "Leave it out.",
  );
}

/** Says what to do about a provider that refused, where that does not spoil a report in JSON. */
function failed(failure: BackendError | undefined, { json }: CompactCommandOptions): number {
  if (failure === undefined) return exitCodes.failed;
  if (json !== true) process.stderr.write(errorLine(failure));
  return exitCodeOf(failure);
}
