import { readBytes } from "../conversation-file/read-bytes.ts";
import { inputError } from "../input-error.ts";

/** The part of standard input that is looked at before it is read. */
type Input = Pick<NodeJS.ReadStream, "isTTY">;

/**
 * The question that was typed, what came through a pipe, or both with an empty line between.
 *
 * @param typed - the argument; `-` stands for standard input.
 * @throws MassGenError `invalid-input` where there is neither.
 */
export async function readQuestion(
  typed: string | undefined,
  input: Input = process.stdin,
  read: () => Promise<Uint8Array> = () => readBytes("-"),
): Promise<string> {
  const argument = typed === "-" ? "" : (typed ?? "");
  // A terminal is read only where that was asked for.
  const piped = input.isTTY && typed !== "-" ? "" : decode(await read()).replace(/[\r\n]+$/, "");
  const question = [argument, piped].filter((part) => part.trim() !== "").join("\n\n");
  if (question !== "") return question;
  throw inputError("There is no question.", 'Write massgen ask "QUESTION", or pass it on standard input.');
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw inputError("standard input is not UTF-8 text.", "Pass text; an image goes to --image FILE.", error);
  }
}
