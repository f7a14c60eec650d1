import type { Command } from "commander";
import { usageError } from "../render/usage-error.ts";

/** Options of `massgen doctor` as they were typed. */
export interface DoctorCommandOptions {
  readonly model?: string;
  readonly baseUrl?: string;
  readonly apiKeyEnv?: string;
  readonly dialect?: string;
  readonly endpoint?: string;
  readonly systemPrompt?: string;
  readonly browser?: string;
  readonly json?: boolean;
}

/** Adds `massgen doctor`; what does the work is loaded only when it runs. */
export function addDoctorCommand(program: Command, help: string): void {
  program
    .command("doctor")
    .option("-m, --model <name>")
    .option("--base-url <url>")
    .option("--api-key-env <name>")
    .option("--dialect <name>")
    .option("--endpoint <file>")
    .option("--system-prompt <text>")
    .option("--browser <path>")
    .option("--json")
    .configureHelp({ formatHelp: () => help })
    .configureOutput({ outputError: (text, write) => write(usageError(text, "massgen doctor")) })
    .action(async (options: DoctorCommandOptions) => {
      const { runDoctor } = await import("./run-doctor.ts");
      process.exitCode = await runDoctor(options);
    });
}
