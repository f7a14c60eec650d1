import { MassGenError } from "@massgen/core";

/** The books of a server that runs for long keep no more requests than this. */
export const keptRequests = 100;

/**
 * A whole number, with `k` for thousands; `undefined` where none was typed.
 *
 * @throws MassGenError `invalid-command-line`
 */
export function readNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d{1,9})(k?)$/i.exec(text);
  if (match === null) throw wrong(`--${name} is "${text}".`, "Write a whole number, e.g. 8000 or 8k.");
  const value = Number(match[1]) * (match[2] === "" ? 1 : 1000);
  if (name === "port" && value > 65_535) throw wrong(`--port is ${value}.`, "Write a number up to 65535.");
  return value;
}

/** What was typed cannot be understood. */
export function wrong(problem: string, remedy: string): MassGenError {
  return new MassGenError(problem, { code: "invalid-command-line", remedy });
}
