import { readRegularFile } from "../conversation-file/read-regular-file.ts";

const limit = 1024 * 1024;

/**
 * The system prompt that was typed, or that a file holds: `@FILE`. A text that begins with `@` is written `@@…`.
 *
 * @throws MassGenError `invalid-input`
 */
export async function readInstructions(text: string): Promise<string> {
  if (!text.startsWith("@")) return text;
  if (text.startsWith("@@")) return text.slice(1);
  const bytes = await readRegularFile(text.slice(1), { limit, purpose: "the system prompt" });
  return bytes.toString("utf8").trimEnd();
}
