import { printable } from "./printable.ts";

/** One line for an error of the command line itself, which the parser has put into words of its own. */
export function usageError(text: string, command: string): string {
  const problem = printable(text.replace(/^error: /, "").trim()).replace(/^./, (first) => first.toUpperCase());
  const remedy = problem.includes("Did you mean") ? "" : ` See ${command} --help.`;
  return `massgen: ${problem.replace(/(?<![.)])$/, ".")}${remedy}\n`;
}
