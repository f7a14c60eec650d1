/** What `massgen recall --help` says. */
export const recallHelp = `Usage: massgen recall [options] <directory> <query...>

Finds what compaction took out of conversations, in an archive that
massgen compact --archive wrote. A query is words, or the id that a note in the
conversation names.

Arguments:
  directory              the archive
  query                  words to look for, or an id to print whole

Options:
  -l, --limit <number>   places to show at most (default: 10)
  --json                 print as JSON
  -h, --help             print help

Examples:
  massgen compact session.json --target 60k --archive archive -o smaller.json
  massgen recall archive parseConfig timeout
  massgen recall archive 1x7k0qm3zvd

Exit codes:
  0   found
  1   the command is wrong, or there is no archive
  2   nothing was found
`;
