import { MassGenError } from "@massgen/core";
import type { OpenaiEmulatorOptions } from "./emulator-options.ts";

/** @throws MassGenError `invalid-option` for options with which the emulator cannot work. */
export function checkOptions(options: OpenaiEmulatorOptions): void {
  const models = Object.entries(options.models);
  if (models.length === 0) throw invalid("The emulator has no models.", "Name at least one in `models`.");
  for (const [name, { contextWindow, reply }] of models) {
    if (!Number.isInteger(contextWindow) || contextWindow < 1)
      throw invalid(`The context window of ${name} is ${contextWindow}.`, "Give it as a whole number of tokens.");
    if (typeof reply !== "function" && reply.length === 0)
      throw invalid(`${name} has no replies.`, "Give it at least one, or a function.");
  }
  const { chunkCharacters = 20 } = options;
  if (!Number.isInteger(chunkCharacters) || chunkCharacters < 1)
    throw invalid(`\`chunkCharacters\` is ${chunkCharacters}.`, "Give it as a whole number above 0.");
}

function invalid(problem: string, remedy: string): MassGenError {
  return new MassGenError(problem, { code: "invalid-option", remedy });
}
