export const help = `Usage: main.ts [FILE] [options]

Replays an agent's session under native compaction and under custom summarization, and prints what each costs.
FILE is a session in the format of OpenAI's Responses API: a JSON array, an object with items, or JSONL.
Without one, a bundled review session is replayed.

Offline, against an emulator, unless OPENAI_API_KEY is set. With a key the compactions are made by the provider.

  --model NAME      default gpt-5.6-luna
  --base-url URL    another server that speaks the Responses API; default OPENAI_BASE_URL, else OpenAI's
  --window TOKENS   the context window, e.g. 128k; default 128k
  --trigger LIMIT   when compaction is due: a share of the window, or tokens; default 0.8
  --target LIMIT    how far down it goes; default 0.4
  --offline         the emulator, although there is a key
  --yes             go on though a live run needs more than 1,000,000 input tokens
  --json            the figures as JSON
  --markdown FILE   the tables also as a Markdown file
  --help

Exit codes: 0 done, 1 something about the command, its input or the provider is wrong.
`;
