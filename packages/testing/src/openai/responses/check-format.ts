import { isRecord } from "@massgen/core/provider";
import { invalidType, invalidValue, missingParameter, requiredText } from "../checks.ts";
import type { EmulatedOutputFormat } from "../model/emulated-request.ts";
import { Refusal } from "../refusal.ts";
import { strictProblem } from "./strict-problem.ts";

const types = ["json_object", "json_schema", "text"];

/**
 * Checks the form that a request wants its answer in.
 *
 * @param definition - of a `json_schema`, the object with `name` and `schema`.
 * @throws Refusal in the API's words.
 */
export function checkFormat(
  format: unknown,
  place: string,
  definition: (format: Readonly<Record<string, unknown>>) => { readonly fields: unknown; readonly place: string },
): EmulatedOutputFormat | undefined {
  if (format === undefined || format === null) return undefined;
  if (!isRecord(format)) throw invalidType(place, "an object", format);
  const { type } = format;
  if (type === undefined) throw missingParameter(`${place}.type`);
  if (typeof type !== "string" || !types.includes(type)) throw invalidValue(`${place}.type`, type, types);
  if (type === "text") return undefined;
  if (type === "json_object") return { type };
  const { fields, place: inner } = definition(format);
  if (!isRecord(fields)) throw missingParameter(inner);
  const name = requiredText(fields, "name", inner);
  const { schema } = fields;
  if (schema === undefined) throw missingParameter(`${inner}.schema`);
  const problem = schemaProblem(schema) ?? (fields.strict === true ? strictProblem(schema) : undefined);
  if (problem !== undefined) {
    throw new Refusal(`Invalid schema for response_format '${name}': ${problem}`, {
      param: `${inner}.schema`,
      code: "invalid_json_schema",
    });
  }
  return { type, name, schema };
}

function schemaProblem(schema: unknown): string | undefined {
  if (isRecord(schema) && schema.type === "object") return undefined;
  const given = isRecord(schema) && schema.type !== undefined ? String(schema.type) : "None";
  return `schema must be a JSON Schema of 'type: "object"', got 'type: "${given}"'.`;
}
