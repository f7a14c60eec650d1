import type { ImageFormula } from "./image-formula.ts";
import { imageFormulaFor } from "./image-formula-for.ts";

/** The formula that was passed, or that of the model that was named. */
export function chooseImages({
  images,
  model,
}: {
  readonly images?: ImageFormula;
  readonly model?: string;
}): ImageFormula | undefined {
  return images ?? (model === undefined ? undefined : imageFormulaFor(model));
}
