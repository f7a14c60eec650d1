import { backendOptionsHelp } from "./backend-options/backend-options-help.ts";

/** What `massgen chat --help` says. */
export const chatHelp = `Usage: massgen chat [options]

Talks with a model. The conversation stays inside the model's window: old parts
are compacted, by the provider itself where it can, and can be recalled. It is
kept on disk as it goes, and goes on after a crash. Through a pipe, each line is
a turn.

Options:
${backendOptionsHelp}
  -c, --continue [id]    go on with a conversation; without an id: with the
                         newest that began in this directory
  -l, --list             list the conversations
  -h, --help             print help

In the chat, /help lists the commands. Ctrl-C ends an answer; once more, or at
the prompt, it ends the program. Ctrl-D ends it too.

Examples:
  massgen chat --model gpt-5
  massgen chat --model llama3.2 --base-url http://localhost:11434/v1
  massgen chat --continue
  massgen chat --instructions @reviewer.md --context-window 400k
  printf 'Hello\\nAnd in French?\\n' | massgen chat

Conversations are in MASSGEN_HOME, else XDG_STATE_HOME/massgen, else
~/.local/state/massgen.

Exit codes:
  0   ended with /exit, Ctrl-D, or the end of a pipe
  1   the command is wrong, or a turn through a pipe was
  2   a turn through a pipe was not answered
  4   interrupted
`;
