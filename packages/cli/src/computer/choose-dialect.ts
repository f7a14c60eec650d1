import type { ComputerDialect, ModelOverrides } from "@massgen/models";
import { inputError } from "../input-error.ts";
import { suggestName } from "../nearest-name.ts";

/** A dialect that MassGen speaks. */
export type SpokenDialect = Exclude<ComputerDialect, "none">;

const spoken: readonly SpokenDialect[] = ["computer", "computer-use-preview", "fara-7b", "fara-1.5"];

/**
 * The language that a model asks for actions in: what is typed, else the catalogue's, else what its name says.
 *
 * @throws MassGenError `invalid-input` for models that are not known to use a computer.
 */
export async function chooseDialect(
  model: string,
  typed: string | undefined,
  overrides: ModelOverrides | undefined,
): Promise<SpokenDialect> {
  if (typed !== undefined) {
    const dialect = spoken.find((known) => known === typed);
    if (dialect !== undefined) return dialect;
    throw inputError(`--dialect has no "${typed}".`, suggestName(typed, spoken));
  }
  const { describeModel } = await import("@massgen/models");
  const { value, evidence } = describeModel(model, { overrides }).computer.dialect;
  const known = spoken.find((dialect) => dialect === value);
  if (known !== undefined) return known;
  if (/fara/i.test(model)) {
    const { detectGeneration } = await import("@massgen/backend-fara");
    const generation = detectGeneration(model);
    if (generation !== undefined) return generation === "7b" ? "fara-7b" : "fara-1.5";
    throw inputError(`The name ${model} does not say which Fara it is.`, "Say it: --dialect fara-7b, or fara-1.5.");
  }
  // Of a model that it does not know the catalogue assumes that it uses none.
  const isSure = value === "none" && evidence !== "assumed";
  throw inputError(
    isSure ? `${model} does not use computers.` : `It is not known how ${model} uses a computer.`,
    "Choose one of massgen models --computer-use, or name its language with --dialect.",
  );
}
