import { compactHelp } from "./compact-help.ts";
import { recallHelp } from "./recall-help.ts";

const programHelp = `Usage: massgen [options] [command]

Agents that run long without drowning in their own context.

Options:
  -V, --version             print the version
  -h, --help                print help

Commands:
  compact [options] <file>  make a conversation fit a number of tokens
  recall [options] <directory> <query...>
                            find what compaction took out
  help [command]            print help for a command

Start with: massgen compact session.json --target 60k --dry-run
`;

/** What `--help` says, of the program and of each command. */
export interface HelpTexts {
  readonly program: string;
  readonly compact: string;
  readonly recall: string;
}

export const helpTexts: HelpTexts = { program: programHelp, compact: compactHelp, recall: recallHelp };

/** The answer to a plain request for help; `undefined` where more is asked for. */
export function helpFor(args: readonly string[]): string | undefined {
  switch (args.join(" ")) {
    case "":
    case "help":
    case "-h":
    case "--help":
      return programHelp;
    case "help compact":
    case "compact -h":
    case "compact --help":
      return compactHelp;
    case "help recall":
    case "recall -h":
    case "recall --help":
      return recallHelp;
    default:
      return undefined;
  }
}
