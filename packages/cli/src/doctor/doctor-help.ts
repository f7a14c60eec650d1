/** What `massgen doctor --help` says. */
export const doctorHelp = `Usage: massgen doctor [options]

Finds out whether Fara can be used at an endpoint, with one small picture, and
says what to do where it cannot. Looks at the browser, too.

Options:
  -m, --model <name>     as its endpoint calls it, e.g. microsoft/Fara-7B
                         (default: MASSGEN_MODEL of the environment)
  --base-url <url>       endpoint of the model (default: OPENAI_BASE_URL of the
                         environment, else http://localhost:5000/v1)
  --api-key-env <name>   environment variable with the key; most servers of your
                         own need none (default: OPENAI_API_KEY)
  --dialect <name>       fara-7b or fara-1.5 (default: by the model's name)
  --endpoint <file>      JSON of an endpoint: model, base_url, api_key
  --system-prompt <text> replaces Fara's system prompt; @FILE reads it
  --browser <path>       Chromium or Chrome (default: what the system has)
  --json                 print what was found as JSON
  -h, --help             print help

Examples:
  massgen doctor --model microsoft/Fara-7B --base-url http://localhost:5000/v1
  massgen doctor --endpoint endpoint.json --json

Exit codes:
  0   everything works, apart from warnings
  1   the command is wrong
  2   something does not work: the remedy is beside it
  4   interrupted
`;
