/** A value of JSON as Python's `repr` writes it: `{'press_enter': True}`, and `"it's"` in double quotes. */
export function pythonLiteral(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(", ")}]`;
  if (typeof value === "string") return quoted(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object" || value === null) return value === null ? "None" : String(value);
  const fields = Object.entries(value).map(([name, field]) => `${quoted(name)}: ${pythonLiteral(field)}`);
  return `{${fields.join(", ")}}`;
}

function quoted(text: string): string {
  const json = JSON.stringify(text);
  if (text.includes("'") && !text.includes('"')) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
