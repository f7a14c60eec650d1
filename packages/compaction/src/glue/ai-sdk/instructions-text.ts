import type { Instructions } from "ai";
import { textOfParts } from "../glue-checks.ts";

/** The AI SDK's instructions as one text, to be counted. */
export function instructionsText(instructions: Instructions | undefined): string | undefined {
  if (instructions === undefined || typeof instructions === "string") return instructions;
  return textOfParts([instructions].flat(), "content");
}
