import { isRecord } from "@massgen/core/provider";

/** Levels of nesting that strict schemas may have, as documented. */
const maximumDepth = 10;

/** What keeps a schema from being followed strictly, in the API's words; `undefined` where nothing does. */
export function strictProblem(schema: unknown, path: readonly string[] = []): string | undefined {
  if (!isRecord(schema) || path.length > maximumDepth * 2) return undefined;
  const context = `In context=(${path.map((step) => `'${step}'`).join(", ")}${path.length === 1 ? "," : ""}),`;
  const properties = isRecord(schema.properties) ? schema.properties : {};
  if (schema.type === "object") {
    if (schema.additionalProperties !== false)
      return `${context} 'additionalProperties' is required to be supplied and to be false.`;
    const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
    const missing = Object.keys(properties).find((name) => !required.includes(name));
    if (missing !== undefined) {
      return `${context} 'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`;
    }
  }
  for (const [name, property] of Object.entries(properties)) {
    const problem = strictProblem(property, [...path, "properties", name]);
    if (problem !== undefined) return problem;
  }
  return strictProblem(schema.items, [...path, "items"]);
}
