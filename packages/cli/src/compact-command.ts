import type { Command } from "commander";
import { addModelOptions, type TypedBackendOptions } from "./backend-options/typed-backend-options.ts";
import { usageError } from "./render/usage-error.ts";

/** Options of `massgen compact` as they were typed. */
export interface CompactCommandOptions extends Pick<TypedBackendOptions, "model" | "baseUrl" | "api" | "apiKeyEnv"> {
  readonly strategy?: readonly string[];
  readonly target: string;
  readonly format?: string;
  readonly archive?: string;
  /** `-` is standard output. */
  readonly output?: string | undefined;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Adds `massgen compact`; what does the work is loaded only when it runs. */
export function addCompactCommand(program: Command, help: string): void {
  addModelOptions(program.command("compact").argument("<file>"))
    .option("-s, --strategy <name>", "", collect)
    .option("-t, --target <tokens>", "", "50%")
    .option("-o, --output <file>")
    .option("-f, --format <name>")
    .option("-a, --archive <dir>")
    .option("-n, --dry-run")
    .option("--json")
    .configureHelp({ formatHelp: () => help })
    .configureOutput({ outputError: (text, write) => write(usageError(text, "massgen compact")) })
    .action(async (file: string, options: CompactCommandOptions) => {
      const { runCompact } = await import("./run-compact.ts");
      process.exitCode = await runCompact(file, options);
    });
}

function collect(name: string, names: readonly string[] = []): readonly string[] {
  return [...names, name];
}
