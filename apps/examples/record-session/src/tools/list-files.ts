import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { reviewedFiles } from "../tree/reviewed-files.ts";
import { pathInside } from "./path-inside.ts";
import { linesOf } from "./read-file.ts";
import { optionalText, type Tool, ToolFailure } from "./tool.ts";

export function listFiles(root: string): Tool {
  return {
    name: "list_files",
    description: 'Lists the files under a folder with their numbers of lines: {"under"?: string}',
    async run(input) {
      const under = optionalText(input, "under", ".");
      if (!existsSync(pathInside(root, under))) throw new ToolFailure(`no folder ${under}`);
      const files = await reviewedFiles(root, under === "." ? "" : under);
      const rows = files.map(async (path) => `${path}  ${linesOf(await readFile(join(root, path), "utf8")).length}`);
      return [`${files.length} files under ${under}`, ...(await Promise.all(rows))].join("\n");
    },
  };
}
