import { modelOptionsHelp } from "../backend-options/backend-options-help.ts";

/** Where the model is. That it is asked at all has to be said, so that no name out of the environment counts. */
const placeOptionsHelp = modelOptionsHelp.slice(modelOptionsHelp.indexOf("  --base-url"));

/** What `massgen bench --help` says. */
export const benchHelp = `Usage: massgen bench compaction [options] [files...]
       massgen bench computer [options]      has a help text of its own

Replays sessions of agents call by call under each way to compact, and prints
what each costs and keeps. Offline, unless --model is named. Reads what massgen
compact reads, logs of massgen chat, and logs of Claude Code and Codex.

Arguments:
  files                  sessions to replay

Options:
  --mine [count]         add the newest sessions of Claude Code, Codex and
                         massgen chat in their usual places that can be read
                         (default: 5)
  -w, --context-window <tokens>
                         window to keep to: 200000 or 200k (default: 128k)
  --trigger <size>       size at which compaction is due: a share of the window
                         or tokens (default: 80%)
  --target <size>        size that a compaction reaches (default: 40%)
  -s, --strategy <name>  only this row, beside none; repeat it for others
  --rates <list>         prices, in those of an input token (default:
                         cacheRead=0.1,cacheWrite=1.25,output=5)
  -m, --model <name>     let this model write the summaries of naive-summary and
                         summarize, and its provider compact in the row native;
                         the session's own calls are never made
${placeOptionsHelp}
  -y, --yes              ask the model even where that takes more than a million
                         tokens
  --markdown <file>      write the tables there too
  --json                 print the result as JSON
  -h, --help             print help

Rows:
  none                   no compaction
  clear-every-turn       before each call, all but the 10 newest tool outputs go
  clear-batched          as many as 15 % of the window at once, or none
  window                 at the trigger: what is pinned and the newest that fits
  default-chain          at the trigger: old tool outputs, then window
  naive-summary          the baseline: a home-made summary, emulated without a
                         model
  summarize, native      at the trigger; with --model

Examples:
  massgen bench compaction session.jsonl
  massgen bench compaction --mine 3 --context-window 200k
  massgen bench compaction session.jsonl --json > result.json
  massgen bench compaction session.jsonl --model gpt-5-mini --markdown bench.md

Exit codes:
  0   done
  1   the command is wrong, or no session could be read
  2   the model's provider could not be reached
  4   interrupted; what was done by then is printed
`;
