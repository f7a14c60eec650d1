import { MassGenError } from "@massgen/core";

/** An item that its format does not know. `problem` names fields and types, never their content. */
export function invalidItem(problem: string): MassGenError {
  return new MassGenError(problem, {
    code: "invalid-item",
    remedy: "Check that the conversation was saved whole and that its format was named correctly.",
  });
}

/** Names a value's kind for an error message without showing the value. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
