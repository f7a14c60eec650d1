import type { Snapshot } from "../tree/snapshot.ts";
import { listFiles } from "./list-files.ts";
import { noteTools } from "./notes.ts";
import { readFile } from "./read-file.ts";
import { replaceText } from "./replace-text.ts";
import { runCommand } from "./run-command.ts";
import { searchText } from "./search-text.ts";
import { type Tool, ToolFailure, type ToolInput } from "./tool.ts";

export interface Toolbox {
  readonly tools: readonly Tool[];
  /** Answers a call by name; a failure that the model can act on is an answer too. */
  run(name: string, input: ToolInput): Promise<string>;
}

export function createToolbox(snapshot: Snapshot): Toolbox {
  const { root } = snapshot;
  const tools = [
    listFiles(root),
    readFile(root),
    searchText(root),
    replaceText(root),
    runCommand(snapshot),
    ...noteTools(),
  ];
  return {
    tools,
    async run(name, input) {
      const tool = tools.find((candidate) => candidate.name === name);
      if (tool === undefined) return `error: no tool ${name}`;
      try {
        return await tool.run(input);
      } catch (error) {
        if (error instanceof ToolFailure) return `error: ${error.message}`;
        throw error;
      }
    },
  };
}
