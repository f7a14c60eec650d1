import type { ParseErrorCode } from "jsonc-parser";
import { inputError } from "../input-error.ts";
import { parseExactly } from "./parse-exactly.ts";

/**
 * Parses JSON. The runtime's own message is never shown, as it quotes the text, which may hold secrets.
 *
 * @param name - what to call the text in messages.
 * @param firstLine - line of the file on which the text begins, from 1.
 * @throws MassGenError `invalid-input` with line and column.
 */
export async function parseJson(text: string, name: string, firstLine = 1): Promise<unknown> {
  try {
    return parseExactly(text);
  } catch {
    const { offset, problem, endsEarly } = await firstProblem(text);
    const before = text.slice(0, offset).split("\n");
    const line = firstLine + before.length - 1;
    const column = (before.at(-1)?.length ?? 0) + 1;
    const remedy = endsEarly
      ? "It ends too early: restore the rest, or take the incomplete part out."
      : "Correct it there, or export the conversation again.";
    throw inputError(`${name} is not valid JSON at line ${line}, column ${column}: ${problem}.`, remedy);
  }
}

interface Problem {
  readonly offset: number;
  readonly problem: string;
  /** Whether the text stops before the JSON is complete. */
  readonly endsEarly: boolean;
}

interface ParseError {
  readonly code: ParseErrorCode;
  readonly offset: number;
  readonly length: number;
}

async function firstProblem(text: string): Promise<Problem> {
  const { printParseErrorCode, visit } = await import("jsonc-parser");
  let first: ParseError | undefined;
  try {
    visit(
      text,
      { onError: (code, offset, length) => (first ??= { code, offset, length }) },
      { disallowComments: true },
    );
  } catch {
    return { offset: 0, problem: "it is nested too deeply", endsEarly: false };
  }
  if (first === undefined) return { offset: 0, problem: "it cannot be read", endsEarly: false };
  const { code, offset } = first;
  const problem = printParseErrorCode(code)
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
  return { offset, problem, endsEarly: offset > 0 && isAtEnd(text, first, problem) };
}

/** Whether nothing follows the place of an error, or only the first part of a text, number or word. */
function isAtEnd(text: string, { offset, length }: ParseError, problem: string): boolean {
  const isTorn = problem.startsWith("unexpected end") || problem === "invalid symbol";
  return text.slice(isTorn ? offset + length : offset).trim() === "";
}
