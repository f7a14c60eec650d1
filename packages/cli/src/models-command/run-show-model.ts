import { modelRows, ratesOf } from "@massgen/models";
import { loadModelOverrides } from "../configuration/load-model-overrides.ts";
import { exitCodes } from "../exit-codes.ts";
import { inputError } from "../input-error.ts";
import { terminalSafeJson } from "../render/terminal-safe-json.ts";
import { writeStream } from "../render/write-stream.ts";
import { findShownModel } from "./find-shown-model.ts";
import { longRequestCells } from "./long-request-cells.ts";
import { modelFacts, type ShownFacts } from "./model-facts.ts";
import type { ModelsCommandOptions } from "./models-command.ts";

/** Runs `massgen models show` and answers with the exit code. @throws MassGenError */
export async function runShowModel(name: string, options: ModelsCommandOptions): Promise<number> {
  if (options.computerUse === true || options.compaction === true) {
    const option = options.computerUse === true ? "--computer-use" : "--compaction";
    throw inputError(`massgen models show takes no ${option}.`, `Leave it out, or write massgen models ${option}.`);
  }
  const { model, isKnown } = await findShownModel(name, await loadModelOverrides());
  const [row] = await modelRows([model]);
  if (row === undefined) throw new Error("A model has no row.");
  const shown: ShownFacts = { ...row, ...longRequestCells(model, await ratesOf(model)) };
  const text =
    options.json === true
      ? `${terminalSafeJson(JSON.stringify({ model: shown, inCatalogue: isKnown }, null, 2))}\n`
      : modelFacts(shown, isKnown);
  await writeStream(process.stdout, text);
  return exitCodes.success;
}
