import { isRecord } from "@massgen/core/provider";

/** Fields of a tool that no provider renders into the model's context. */
const unrendered: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "type",
  "strict",
  "cache_control",
  "providerOptions",
  "outputSchema",
]);

/**
 * What a model reads of a tool: its name, its description, and whatever else it has, above all its schema. A schema of a
 * library that follows Standard JSON Schema, such as Zod's, becomes JSON Schema.
 */
export function toolFields(tool: unknown): readonly unknown[] {
  const body = isRecord(tool) && isRecord(tool.function) ? tool.function : tool;
  if (!isRecord(body)) return [body];
  const isNamed = typeof body.name === "string";
  return Object.entries(body).flatMap(([key, field]) =>
    unrendered.has(key) && (isNamed || key !== "type") ? [] : [jsonSchemaOf(field) ?? field],
  );
}

/** The JSON Schema of a schema that can give one, see https://standardschema.dev/json-schema. */
function jsonSchemaOf(schema: unknown): unknown {
  const isObject = (typeof schema === "object" && schema !== null) || typeof schema === "function";
  const standard = isObject && "~standard" in schema ? schema["~standard"] : undefined;
  if (!isRecord(standard) || !isRecord(standard.jsonSchema)) return undefined;
  const { input } = standard.jsonSchema;
  return typeof input === "function" ? input({ target: "draft-07" }) : undefined;
}
