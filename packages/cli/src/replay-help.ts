/** What `massgen replay --help` says. */
export const replayHelp = `Usage: massgen replay [options] <directory>

Writes one page that shows a recorded run of massgen computer, step by step: the
screen, what the model thought and did, time, tokens and cost. The page needs
nothing else, and holds all that was on the screen.

Arguments:
  directory              what massgen computer --record has written

Options:
  -o, --output <file>    (default: replay.html in the directory)
  -h, --help             print help

Examples:
  massgen replay runs/1
  massgen replay runs/1 --output kettle.html

Exit codes:
  0   written
  1   there is no run that can be read
`;
