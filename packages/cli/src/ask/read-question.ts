import { readBytes } from "../conversation-file/read-bytes.ts";
import { inputError } from "../input-error.ts";

/** How a question is read; the defaults are what the process has. */
export interface QuestionSettings {
  /** The part of standard input that is looked at before it is read. */
  readonly input?: Pick<NodeJS.ReadStream, "isTTY">;
  readonly read?: () => Promise<Uint8Array>;
  /** Told once where a pipe has not ended after a second: one that was inherited may never. Default: nobody is. */
  readonly onWait?: ((remark: string) => void) | undefined;
}

/** More than the largest windows hold. */
const limit = { bytes: 16_000_000, remedy: "Send the part that matters, for example through tail -n 1000." };

const patienceMilliseconds = 1_000;
const waiting = "waiting for the end of standard input; where there is none to come, add < /dev/null";

/**
 * The question that was typed, what came through a pipe, or both with an empty line between.
 *
 * @param typed - the argument; `-` stands for standard input.
 * @throws MassGenError `invalid-input` where there is neither, or more than 16 MB.
 */
export async function readQuestion(typed: string | undefined, settings: QuestionSettings = {}): Promise<string> {
  const { input = process.stdin, read = () => readBytes("-", limit), onWait } = settings;
  const argument = typed === "-" ? "" : (typed ?? "");
  // A terminal is read only where that was asked for.
  const piped = input.isTTY && typed !== "-" ? "" : decode(await patiently(read, input.isTTY ? undefined : onWait));
  const question = [argument, piped.replace(/[\r\n]+$/, "")].filter((part) => part.trim() !== "").join("\n\n");
  if (question !== "") return question;
  throw inputError("There is no question.", 'Write massgen ask "QUESTION", or pass it on standard input.');
}

async function patiently(
  read: () => Promise<Uint8Array>,
  onWait: ((remark: string) => void) | undefined,
): Promise<Uint8Array> {
  const timer = onWait && setTimeout(onWait, patienceMilliseconds, waiting);
  try {
    return await read();
  } finally {
    clearTimeout(timer);
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw inputError("standard input is not UTF-8 text.", "Pass text; an image goes to --image FILE.", error);
  }
}
