import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { reviewedFiles } from "../tree/reviewed-files.ts";
import { pathInside } from "./path-inside.ts";
import { linesOf } from "./read-file.ts";
import { optionalNumber, optionalText, requiredText, type Tool, ToolFailure } from "./tool.ts";

const defaultLimit = 40;
/** Characters of a line that are shown: enough to recognise it. */
const shownCharacters = 140;

export function searchText(root: string): Tool {
  return {
    name: "search_text",
    description:
      'Finds lines by regular expression: {"pattern": string, "under"?: string (a folder), "limit"?: number}',
    async run(input) {
      const pattern = expressionOf(requiredText(input, "pattern"));
      const under = optionalText(input, "under", ".");
      pathInside(root, under);
      const matches: string[] = [];
      const files = new Set<string>();
      for (const path of await filesUnder(root, under)) {
        linesOf(await readFile(join(root, path), "utf8")).forEach((line, index) => {
          if (!pattern.test(line)) return;
          files.add(path);
          matches.push(`${path}:${index + 1}: ${line.trim().slice(0, shownCharacters)}`);
        });
      }
      const limit = optionalNumber(input, "limit", defaultLimit);
      const head = `${matches.length} matching lines in ${files.size} files`;
      const left = matches.length > limit ? [`(${matches.length - limit} more; narrow the pattern or the folder)`] : [];
      return [head, ...matches.slice(0, limit), ...left].join("\n");
    },
  };
}

function expressionOf(pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch {
    throw new ToolFailure(`${pattern} is not a valid regular expression; escape ( ) [ ] { } * + ? . with a backslash`);
  }
}

async function filesUnder(root: string, under: string): Promise<readonly string[]> {
  try {
    return await reviewedFiles(root, under === "." ? "" : under);
  } catch {
    throw new ToolFailure(`no folder ${under}`);
  }
}
