import type { Command } from "commander";

/** Options of `massgen compact` as they were typed. */
export interface CompactCommandOptions {
  readonly strategy?: readonly string[];
  readonly target: string;
  readonly format?: string;
  readonly output?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const examples = `
Examples:
  massgen compact session.json --target 60k --output smaller.json
  massgen compact session.jsonl --target 40% --dry-run
  massgen compact session.json --strategy clear-tool-results --json --output smaller.json
  cat session.jsonl | massgen compact - > smaller.jsonl

Strategies:
  clear-tool-results   puts a one-line note in place of old tool outputs, oldest first
  window               keeps what is pinned and the newest part that fits

Exit codes: 0 compacted, or already small enough; 1 bad input; 2 the target cannot be reached; 4 interrupted.
`;

/** Adds `massgen compact`; what does the work is loaded only when it runs. */
export function addCompactCommand(program: Command): void {
  program
    .command("compact")
    .summary("make a conversation fit a number of tokens, offline")
    .description(
      "Makes a conversation fit a number of tokens, offline, and reports what it did.\n" +
        "Reads JSON or JSONL with OpenAI Responses items or Chat Completions messages, and writes the same.",
    )
    .argument("<file>", "conversation to read; - for standard input")
    .option("-s, --strategy <name>", "strategy to use; repeat it to name others in order", collect)
    .option("-t, --target <tokens>", "tokens to fit: 60000, 60k, or a share of the conversation: 40%", "50%")
    .option("-o, --output <file>", "file to write, instead of standard output")
    .option("-f, --format <name>", "openai-responses or openai-chat (default: detected)")
    .option("-n, --dry-run", "only report; write no conversation")
    .option("--json", "report as JSON: on standard output with --output or --dry-run, else on standard error")
    .addHelpText("after", examples)
    .action(async (file: string, options: CompactCommandOptions) => {
      const { runCompact } = await import("./run-compact.ts");
      process.exitCode = await runCompact(file, options);
    });
}

function collect(name: string, names: readonly string[] = []): readonly string[] {
  return [...names, name];
}
