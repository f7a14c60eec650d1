import { catalogue, configuredModels, modelRows, withComputerUse, withNativeCompaction } from "@massgen/models";
import { loadModelOverrides } from "../configuration/load-model-overrides.ts";
import { exitCodes } from "../exit-codes.ts";
import { inputError } from "../input-error.ts";
import { printable } from "../render/printable.ts";
import { terminalSafeJson } from "../render/terminal-safe-json.ts";
import { writeStream } from "../render/write-stream.ts";
import { modelTable } from "./model-table.ts";
import type { ModelsCommandOptions } from "./models-command.ts";

/**
 * Runs `massgen models` and answers with the exit code.
 *
 * @param unknown - words that are no command.
 * @throws MassGenError
 */
export async function runModels(unknown: readonly string[], options: ModelsCommandOptions): Promise<number> {
  const [word] = unknown;
  if (word !== undefined) {
    const name = printable(word, 80);
    throw inputError(`massgen models has no command "${name}".`, `Write massgen models show ${name} for one model.`);
  }
  const overrides = await loadModelOverrides();
  const all = overrides === undefined ? catalogue : configuredModels(overrides);
  const driving = options.computerUse === true ? withComputerUse(all) : all;
  const models = await modelRows(options.compaction === true ? withNativeCompaction(driving) : driving);
  const view = options.computerUse === true && options.compaction !== true ? "computer" : "all";
  const text =
    options.json === true ? `${terminalSafeJson(JSON.stringify({ models }, null, 2))}\n` : modelTable(models, view);
  await writeStream(process.stdout, text);
  return exitCodes.success;
}
