import { askHelp } from "./ask-help.ts";
import { benchHelp } from "./bench/bench-help.ts";
import { benchComputerHelp } from "./bench-computer/bench-computer-help.ts";
import { chatHelp } from "./chat-help.ts";
import { compactHelp } from "./compact-help.ts";
import { computerHelp } from "./computer/computer-help.ts";
import { doctorHelp } from "./doctor/doctor-help.ts";
import { modelsHelp } from "./models-command/models-help.ts";
import { recallHelp } from "./recall-help.ts";
import { replayHelp } from "./replay-help.ts";

const programHelp = `Usage: massgen [options] [command]

Agents that run long without drowning in their own context, and that use a
computer.

Options:
  -V, --version             print the version
  -h, --help                print help

Commands:
  ask [options] [question]  ask a model one question
  bench [options] compaction [files...]
                            replay sessions under each way to compact
  bench computer [options]  have models do the same tasks in a browser
  chat [options]            talk with a model, inside its window
  compact [options] <file>  make a conversation fit a number of tokens
  computer [options] [task] have a model use a browser
  doctor [options]          find out whether Fara works at an endpoint
  models [options]          what models can do and cost; show NAME for one
  recall [options] <directory> <query...>
                            find what compaction took out
  replay [options] <directory>
                            show a recorded run of computer in one page
  help [command]            print help for a command

Start with: massgen chat --model gpt-5
            massgen compact session.json --target 60k --dry-run
            massgen computer "What is new?" --model fara-7b --url example.com
`;

/** What `--help` says, of the program and of each command. */
export interface HelpTexts {
  readonly program: string;
  readonly ask: string;
  readonly bench: string;
  readonly benchComputer: string;
  readonly chat: string;
  readonly compact: string;
  readonly computer: string;
  readonly doctor: string;
  readonly models: string;
  readonly recall: string;
  readonly replay: string;
}

export const helpTexts: HelpTexts = {
  program: programHelp,
  ask: askHelp,
  bench: benchHelp,
  benchComputer: benchComputerHelp,
  chat: chatHelp,
  compact: compactHelp,
  computer: computerHelp,
  doctor: doctorHelp,
  models: modelsHelp,
  recall: recallHelp,
  replay: replayHelp,
};

const ofCommands = new Map([
  ["ask", askHelp],
  ["bench", benchHelp],
  ["chat", chatHelp],
  ["compact", compactHelp],
  ["computer", computerHelp],
  ["doctor", doctorHelp],
  ["models", modelsHelp],
  ["recall", recallHelp],
  ["replay", replayHelp],
]);

/** The answer to a plain request for help; `undefined` where more is asked for. */
export function helpFor(args: readonly string[]): string | undefined {
  const [first = "help", second, ...more] = args;
  const isFlag = (word: string | undefined) => word === "-h" || word === "--help";
  if (first === "bench" && second === "computer" && more.length === 1 && isFlag(more[0])) return benchComputerHelp;
  if (more.length > 0) return undefined;
  if (second === undefined) return first === "help" || isFlag(first) ? programHelp : undefined;
  if (first === "help") return ofCommands.get(second);
  return isFlag(second) ? ofCommands.get(first) : undefined;
}
