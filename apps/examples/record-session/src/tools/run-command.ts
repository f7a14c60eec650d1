import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { hidePaths } from "../tree/hide-paths.ts";
import type { Snapshot } from "../tree/snapshot.ts";
import { pathInside } from "./path-inside.ts";
import { requiredText, type Tool, ToolFailure } from "./tool.ts";

/** Commands that the agent may run; `PATH` stands for one path inside the tree. */
const allowed: readonly string[] = [
  "tsc --noEmit -p PATH",
  "tsc --showConfig -p PATH",
  "tsc --listFilesOnly -p PATH",
  "biome check PATH",
  "biome lint PATH",
  "node --check PATH",
];

/** Where a program's JavaScript lies in the tree; they are run by this Node, never by a shell. */
const programs: Readonly<Record<string, string>> = {
  tsc: "node_modules/typescript/bin/tsc",
  biome: "node_modules/@biomejs/biome/bin/biome",
};

const shownCharacters = 6000;

export function runCommand(snapshot: Snapshot): Tool {
  return {
    name: "run_command",
    description: `Runs one of these and nothing else: ${allowed.join("; ")}: {"command": string}`,
    async run(input) {
      const command = requiredText(input, "command");
      const [program = "", ...parameters] = command.split(" ");
      const path = parameters.at(-1) ?? "";
      if (!allowed.includes([program, ...parameters.slice(0, -1), "PATH"].join(" "))) {
        throw new ToolFailure(`${command} is not allowed; allowed are ${allowed.join("; ")}`);
      }
      pathInside(snapshot.root, path);
      const script = programs[program];
      if (script !== undefined && !existsSync(join(snapshot.root, script))) {
        throw new ToolFailure(`${program} is not installed in this tree`);
      }
      const { status, output } = await run(snapshot.root, script === undefined ? parameters : [script, ...parameters]);
      return `exit status ${status}\n${shorten(ownLines(hidePaths(output, snapshot)))}`.trimEnd();
    },
  };
}

function run(directory: string, parameters: readonly string[]): Promise<{ status: string; output: string }> {
  const options = {
    cwd: directory,
    timeout: 60_000,
    env: { ...process.env, NO_COLOR: "1" },
    maxBuffer: 16 * 1024 * 1024,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [...parameters], options, (error, out, errors) => {
      const status = error === null ? "0" : String(error.code ?? error.signal);
      resolve({ status, output: [out, errors].filter((text) => text !== "").join("\n") });
    });
  });
}

/** Leaves out what lies in installed packages: it is long, and says nothing about the tree. */
function ownLines(output: string): string {
  const lines = output.split("\n");
  const own = lines.filter((line) => !line.includes("node_modules/"));
  if (own.length < lines.length) own.push(`(${lines.length - own.length} lines about installed packages left out)`);
  return own.map((line) => line.trimEnd()).join("\n");
}

function shorten(output: string): string {
  if (output.length <= shownCharacters) return output;
  return `${output.slice(0, shownCharacters)}\n(${output.length - shownCharacters} characters left out)`;
}
