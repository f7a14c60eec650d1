import { modelOptionsHelp } from "./backend-options/backend-options-help.ts";

/** What `massgen compact --help` says. */
export const compactHelp = `Usage: massgen compact [options] <file>

Makes a conversation fit a number of tokens, and reports what it did. Offline,
unless the strategy native or summarize is named. Reads JSON or JSONL with
OpenAI Responses items, Chat Completions, Anthropic or AI SDK messages, and
writes the same.

Arguments:
  file                   conversation to read; - for standard input

Options:
  -s, --strategy <name>  strategy to use; repeat it to name others, which go on
                         with what those before achieved
                         (default: clear-tool-results, then window)
  -t, --target <tokens>  tokens to fit: 60000, 60k, or a share of the
                         conversation: 40% (default: 50%)
  -o, --output <file>    file to write, instead of standard output
  -a, --archive <dir>    keep what is taken out there, for massgen recall
  -f, --format <name>    openai-responses, openai-chat, anthropic or ai-sdk
                         (default: detected)
${modelOptionsHelp}
  -n, --dry-run          only report; write no conversation
  --json                 report as JSON: on standard output with --output or
                         --dry-run, else on standard error
  -h, --help             print help

Examples:
  massgen compact session.json --target 60k --output smaller.json
  massgen compact session.jsonl --target 40% --dry-run
  massgen compact session.json --strategy window --json --output smaller.json
  massgen compact session.json -s deduplicate -s clear-tool-results:keepRecent=9
  massgen compact session.jsonl -s native -m gpt-5 -o smaller.jsonl
  cat session.jsonl | massgen compact - > smaller.jsonl

Strategies, and their options as name:option=value,option=value:
  native                 the provider's own compaction (openai-responses only)
                         mode=auto|endpoint|trigger
                         the provider's count of its item is not in the file:
                         compacted again, the item counts by its length
  deduplicate            of equal tool calls only the newest output stays
                         minimumTokens, tools=read+search
  evict-images           old images become a line of text, in batches
                         keepRecent, interval
  clear-tool-results     old tool outputs become a one-line note, oldest first
                         keepRecent, protectTokens, minimumTokens,
                         minimumSavings, exclude=read+search, head, tail
  summarize              a model's notes stand for the oldest part
                         keepRecent, maximumTokens, contextWindow,
                         resultCharacters
  window                 keeps what is pinned and the newest part that fits
  ./mine.js              a strategy of your own: the module's default export

Exit codes:
  0   compacted, or already small enough and passed on as it was
  1   the command or its input is wrong; nothing was written
  2   the target cannot be reached; nothing was written
  4   interrupted
`;
