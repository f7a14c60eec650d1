import type { Instructions } from "ai";

/** The AI SDK's instructions as one text, to be counted. */
export function instructionsText(instructions: Instructions | undefined): string | undefined {
  if (instructions === undefined || typeof instructions === "string") return instructions;
  return [instructions]
    .flat()
    .map(({ content }) => content)
    .join("\n");
}
