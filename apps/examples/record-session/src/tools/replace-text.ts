import { writeFile } from "node:fs/promises";
import { pathInside } from "./path-inside.ts";
import { textOf } from "./read-file.ts";
import { requiredText, type Tool, ToolFailure } from "./tool.ts";

export function replaceText(root: string): Tool {
  return {
    name: "replace_text",
    description: 'Replaces a text that occurs exactly once in a file: {"path": string, "old": string, "new": string}',
    async run(input) {
      const path = requiredText(input, "path");
      const old = requiredText(input, "old");
      const parts = (await textOf(root, path)).split(old);
      const [before, after] = parts;
      if (parts.length !== 2 || before === undefined || after === undefined) {
        throw new ToolFailure(
          `the old text occurs ${parts.length - 1} times in ${path}, not once; nothing was changed`,
        );
      }
      await writeFile(pathInside(root, path), `${before}${requiredText(input, "new")}${after}`);
      return `changed ${path} at line ${before.split("\n").length}`;
    },
  };
}
