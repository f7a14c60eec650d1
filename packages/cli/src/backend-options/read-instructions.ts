import { readFile } from "node:fs/promises";
import { inputError } from "../input-error.ts";

/**
 * The system prompt that was typed, or that a file holds: `@FILE`. A text that begins with `@` is written `@@…`.
 *
 * @throws MassGenError `invalid-input`
 */
export async function readInstructions(text: string): Promise<string> {
  if (!text.startsWith("@")) return text;
  if (text.startsWith("@@")) return text.slice(1);
  const path = text.slice(1);
  try {
    return (await readFile(path, "utf8")).trimEnd();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw inputError(`The instructions could not be read from ${path}${code}.`, "Name a text file after the @.", error);
  }
}
