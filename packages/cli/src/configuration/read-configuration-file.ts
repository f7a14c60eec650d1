import { readFile, stat } from "node:fs/promises";
import { MassGenError } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { parseJson } from "../conversation-file/parse-json.ts";
import { inputError } from "../input-error.ts";
import { suggestName } from "../nearest-name.ts";

/** Longest configuration, in bytes: it is written by hand. */
const longest = 1_000_000;

/** Keys that a configuration may have; `$schema` is for editors. */
const keys = ["models", "$schema"];

/** What a configuration file holds, nothing but its keys checked. */
export interface ConfigurationFile {
  readonly models?: unknown;
}

/**
 * Reads a configuration: JSON, in which comments are allowed.
 *
 * @returns undefined where there is no such file.
 * @throws MassGenError `invalid-input`, which names the file.
 */
export async function readConfigurationFile(path: string): Promise<ConfigurationFile | undefined> {
  const text = await readText(path);
  if (text === undefined) return undefined;
  const value = await parse(text, path);
  if (!isRecord(value)) throw inputError(`${path} is not a JSON object.`, 'Write, for example, { "models": {} }.');
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    throw inputError(`${path}: there is no setting ${JSON.stringify(unknown)}.`, suggestName(unknown, keys));
  }
  return value;
}

async function readText(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path);
    // A pipe might never end.
    if (!found.isFile()) throw inputError(`${path} is no file.`, "Put the configuration there, or take it away.");
    if (found.size > longest) throw inputError(`${path} is larger than 1 MB.`, "Leave only settings of massgen in it.");
    return new TextDecoder().decode(await readFile(path));
  } catch (error) {
    if (MassGenError.isInstance(error)) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw inputError(`${path} could not be read (${code}).`, "Check its permissions.", error);
  }
}

async function parse(text: string, path: string): Promise<unknown> {
  const { stripComments } = await import("jsonc-parser");
  // Spaces in their place, so that lines and columns stay.
  const json = stripComments(text, " ");
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw await syntaxError(json, path, cause);
  }
}

/** The parser's message quotes the text; the one for conversations does not, but its remedy is for conversations. */
async function syntaxError(json: string, path: string, cause: unknown): Promise<MassGenError> {
  const problem = await parseJson(json, path).then(
    () => `${path} is not valid JSON.`,
    (error: unknown) => (MassGenError.isInstance(error) ? error.problem : `${path} is not valid JSON.`),
  );
  return inputError(problem, "Correct it there; comments are allowed, commas before a closing bracket are not.", cause);
}
