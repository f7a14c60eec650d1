import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** Says what is wrong with a value by a schema of an OpenAPI document; empty where nothing is. */
export type Validate = (name: string, value: object) => readonly string[];

/** Reads an OpenAPI 3.1 document, whose schemas are JSON Schema 2020-12 with a few keywords that only inform. */
export async function validatorOf(path: string): Promise<Validate> {
  const ajv = new Ajv2020({ strict: false, allErrors: false, formats: { unixtime: true } });
  addFormats.default(ajv);
  ajv.addSchema(JSON.parse(await readFile(path, "utf8")), "openai");
  return (name, value) => {
    const validate = ajv.getSchema(`openai#/components/schemas/${name}`);
    if (validate === undefined) return [`There is no schema ${name}.`];
    if (validate(value) === true) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}
