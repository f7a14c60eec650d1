/** What `massgen bench computer --help` says. */
export const benchComputerHelp = `Usage: massgen bench computer [options]

Has each model do each task of a file on a fresh browser, looks at the page
afterwards, and prints what each model did, took and cost.

Options:
  --tasks <file>         the tasks, as below
  -m, --model <name>     as for massgen computer; repeat it for each model.
                         script:NAME plays each task's script of that name, or
                         a file (default: MASSGEN_MODEL)
  --base-url <url>       endpoint of the models that name none by NAME@URL
  --api-key-env <name>   environment variable with the key
                         (default: OPENAI_API_KEY)
  --endpoint <file>      JSON of an endpoint: model, base_url, api_key
  --dialect <name>       computer, computer-use-preview, fara-7b or fara-1.5
  --system-prompt <text> replaces Fara's system prompt; @FILE reads it
  --instructions <text>  added to OpenAI's instructions; @FILE reads them
  --repeat <number>      do each task so many times (default: 1)
  --headed               show the browsers
  --browser <path>       Chromium or Chrome (default: what the system has)
  --allow <domain>       reach this domain and no other; may be repeated
  --block <domain>       never reach this domain; may be repeated
  --allow-private <address>
                         reach this host of your own network; that of a task may
                         be reached anyway
  --max-steps <number>   of tasks that name no maximum (default: 100)
  --max-minutes <number> for each run (default: 30)
  --gpu-price <dollars>  what an hour of your own GPU costs
  -o, --output <file>    write the result there too: as Markdown where the name
                         ends in .md, else as JSON
  --json                 print the result as JSON
  -h, --help             print help

Tasks:
  { "tasks": [{
      "name": "kettle",
      "task": "Find the price of the red kettle",
      "url": "https://shop.example",
      "maximumSteps": 20,
      "check": { "title": "/kettle/i", "answer": "$5" }
  }] }

  name, task, url and check are needed. A check has one at least of title, url,
  text (of the page) and answer; each is a text that must be in it, or a regular
  expression between slashes. All must hold when the run ends, whatever the
  model says. "scripts" has, by name, a list of decisions or a path of a script.
  Nobody is asked: a run that needs a person ends there.

Examples:
  massgen bench computer --tasks tasks.json --model fara-7b --model gpt-5.5
  massgen bench computer --tasks tasks.json --model fara-7b@http://gpu:5000/v1 \\
    --model Fara1.5-9B@http://gpu:5001/v1 --repeat 3 --output bench.md

Exit codes:
  0   done, however the models did
  1   the command or the file of tasks is wrong
  2   nothing was measured: every run failed for another reason than the task
  4   interrupted; what was done by then is printed
`;
