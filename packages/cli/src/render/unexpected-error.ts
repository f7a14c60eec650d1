import { printable } from "./printable.ts";

/** Names an error that nobody foresaw. What it says by itself is left out, as it may quote the conversation. */
export function unexpectedError(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`;
  const { name, message, stack = "" } = error;
  const code = "code" in error ? ` ${String(error.code)}` : "";
  const trace = stack.slice(stack.indexOf(message) + message.length);
  const [, place] = /\n\s+at (.+)/.exec(trace) ?? [];
  return printable(`${name}${code}${place === undefined ? "" : ` at ${place}`}`);
}
