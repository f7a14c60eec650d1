import { MassGenError } from "@massgen/core";

const shown = 80;

/** For a name that the catalogue does not have. */
export function unknownModel(name: string, suggestions: readonly string[]): MassGenError {
  const question = suggestions.length === 0 ? "" : `Did you mean ${alternatives(suggestions)}? `;
  return new MassGenError(`There is no model ${quote(name)} in the catalogue.`, {
    code: "unknown-model",
    remedy: `${question}A model of your own can be described under "models" in your configuration.`,
  });
}

/** For configuration that cannot be used; `field` is the path to what is wrong. */
export function invalidConfiguration(field: string, problem: string, remedy: string): MassGenError {
  return new MassGenError(`${field} ${problem}.`, { code: "invalid-model-configuration", remedy });
}

/** A value as it was written, on one line and no longer than a message bears. */
export function quote(value: unknown): string {
  const text = written(value);
  return text.length <= shown ? text : `${text.slice(0, shown)}…`;
}

/** Configuration that comes from code may hold what JSON has no word for. */
function written(value: unknown): string {
  // JSON has null for numbers that are none.
  if (value === undefined || typeof value === "number") return String(value);
  try {
    return JSON.stringify(value) ?? `a ${typeof value}`;
  } catch (error) {
    if (error instanceof TypeError) return `a ${typeof value}`;
    throw error;
  }
}

function alternatives(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} or ${last}`;
}
