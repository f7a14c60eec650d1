import type { Command } from "commander";
import { addModelOptions, type TypedBackendOptions } from "../backend-options/typed-backend-options.ts";
import { usageError } from "../render/usage-error.ts";

/** Options of `massgen bench compaction` as they were typed. */
export interface BenchCommandOptions extends Pick<TypedBackendOptions, "model" | "baseUrl" | "api" | "apiKeyEnv"> {
  /** `true` for the default number. */
  readonly mine?: string | true;
  readonly contextWindow: string;
  readonly trigger: string;
  readonly target: string;
  readonly strategy?: readonly string[];
  readonly rates?: string;
  readonly json?: boolean;
  readonly markdown?: string;
  readonly yes?: boolean;
}

/** Adds `massgen bench` and gives it back for other benches; what does the work is loaded only when it runs. */
export function addBenchCommand(program: Command, help: string): Command {
  const formatHelp = () => help;
  const bench = program
    .command("bench")
    .configureHelp({ formatHelp })
    .configureOutput({ outputError: (text, write) => write(usageError(text, "massgen bench")) });
  addModelOptions(bench.command("compaction").argument("[files...]"))
    .option("--mine [count]")
    .option("-w, --context-window <tokens>", "", "128k")
    .option("--trigger <size>", "", "80%")
    .option("--target <size>", "", "40%")
    .option("-s, --strategy <name>", "", collect)
    .option("--rates <list>")
    .option("--markdown <file>")
    .option("-y, --yes")
    .option("--json")
    .configureHelp({ formatHelp })
    .configureOutput({ outputError: (text, write) => write(usageError(text, "massgen bench")) })
    .action(async (files: readonly string[], options: BenchCommandOptions) => {
      const { runBench } = await import("./run-bench.ts");
      process.exitCode = await runBench(files, options);
    });
  return bench;
}

function collect(name: string, names: readonly string[] = []): readonly string[] {
  return [...names, name];
}
