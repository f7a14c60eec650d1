import type { EmulatedFaraGeneration, FaraStep } from "./fara-step.ts";

/** A step as the model writes it, in its parts. */
export interface WrittenCall {
  readonly thoughts: string;
  /** Arguments of the tool, the action first. */
  readonly arguments: Readonly<Record<string, unknown>>;
  /** The call as JSON. */
  readonly json: string;
  /** End of the call: Fara1.5 is served with `</tool_call>` as a stop word, so that its end never comes. */
  readonly closing: string;
}

/** Puts a step into the words of its generation. */
export function writeCall(step: FaraStep, generation: EmulatedFaraGeneration): WrittenCall {
  const given = { action: step.action, ...step.arguments };
  return {
    thoughts: step.thoughts ?? `Next I use ${step.action}.`,
    arguments: given,
    json: jsonLikePython({ name: "computer_use", arguments: given }),
    closing: generation === "7b" ? "\n</tool_call>" : "\n",
  };
}

/** JSON with the spaces that Python puts into it, as in the models' training. */
export function jsonLikePython(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonLikePython).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}: ${jsonLikePython(field)}`);
  return `{${fields.join(", ")}}`;
}
