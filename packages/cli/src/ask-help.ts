import { backendOptionsHelp } from "./backend-options/backend-options-help.ts";

/** What `massgen ask --help` says. */
export const askHelp = `Usage: massgen ask [options] [question]

Asks a model one question. Its answer, and nothing else, goes to standard
output. What comes through a pipe is added to the question. No conversation is
kept, unless one is continued.

Arguments:
  question               what to ask; - or none for standard input

Options:
${backendOptionsHelp}
  -i, --image <file>     PNG, JPEG, WebP or GIF to look at, at most 20 MB;
                         may be repeated
  -c, --continue [id]    make it a turn of a conversation of massgen chat;
                         without an id: of the newest that began in this
                         directory
  --json                 print text, reason, usage, compactions and, where the
                         catalogue has prices, an estimate of the cost as JSON
  -h, --help             print help

Examples:
  massgen ask "What is a monad?" --model gpt-5
  cat build.log | massgen ask "Why does it fail?"
  massgen ask "What is this?" --image photo.jpg --json
  massgen ask "And in short?" --continue
  massgen ask "Hello" --model llama3.2 --base-url http://localhost:11434/v1

Exit codes:
  0   answered
  1   the command is wrong: no key, no such model, no such file
  2   no answer: the provider is down, refuses, or has no credit left
  4   interrupted
`;
