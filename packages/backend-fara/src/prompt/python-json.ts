/**
 * JSON on one line with the spacing of Python's `json.dumps`, which the models were trained on: a space behind each
 * comma and colon, and letters of all scripts as they are.
 */
export function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    return `{${fields.map(([name, field]) => `${JSON.stringify(name)}: ${pythonJson(field)}`).join(", ")}}`;
  }
  return JSON.stringify(value) ?? "null";
}
