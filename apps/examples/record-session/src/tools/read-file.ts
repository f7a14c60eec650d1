import { readFile as readText } from "node:fs/promises";
import { pathInside } from "./path-inside.ts";
import { optionalNumber, requiredText, type Tool, ToolFailure } from "./tool.ts";

/** Lines that one call returns unless it asks for fewer or more. */
const defaultLines = 200;

export function readFile(root: string): Tool {
  return {
    name: "read_file",
    description: 'Reads lines of a file: {"path": string, "from"?: number, "lines"?: number}',
    async run(input) {
      const path = requiredText(input, "path");
      const lines = linesOf(await textOf(root, path));
      const from = optionalNumber(input, "from", 1);
      if (from > Math.max(1, lines.length)) throw new ToolFailure(`${path} has only ${lines.length} lines`);
      const end = Math.min(lines.length, from - 1 + optionalNumber(input, "lines", defaultLines));
      const width = String(end).length;
      const numbered = lines
        .slice(from - 1, end)
        .map((line, index) => `${String(from + index).padStart(width)}: ${line}`);
      return [`${path}, lines ${from}-${end} of ${lines.length}`, ...numbered].join("\n");
    },
  };
}

/** Reads a file of the tree, with failures as the model should see them. */
export async function textOf(root: string, path: string): Promise<string> {
  try {
    return await readText(pathInside(root, path), "utf8");
  } catch (error) {
    if (error instanceof ToolFailure) throw error;
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EISDIR") throw new ToolFailure(`${path} is a folder; list_files shows what is in it`);
    throw new ToolFailure(`${path} cannot be read (${String(code)})`);
  }
}

export function linesOf(text: string): readonly string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}
