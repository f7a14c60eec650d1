/** What `massgen computer --help` says. */
export const computerHelp = `Usage: massgen computer [options] [task]

Has a model use a computer until the task is done. Its answer goes to standard
output; each step is told on standard error as it happens.

Arguments:
  task                   what is to be done

Model:
  -m, --model <name>     as its endpoint calls it: gpt-5.5, microsoft/Fara-7B …;
                         NAME@URL for one at an endpoint of its own; script:FILE
                         plays decisions. May be repeated: the next one takes
                         over where the one before cannot be reached
                         (default: MASSGEN_MODEL)
  --base-url <url>       endpoint of the models that name none (default:
                         OPENAI_BASE_URL, else https://api.openai.com/v1, and
                         http://localhost:5000/v1 for Fara)
  --api-key-env <name>   environment variable with the key
                         (default: OPENAI_API_KEY)
  --endpoint <file>      JSON of an endpoint: model, base_url, api_key
  --dialect <name>       computer, computer-use-preview, fara-7b or fara-1.5
                         (default: the catalogue's for the model)
  --system-prompt <text> replaces Fara's system prompt; @FILE reads it
  --instructions <text>  added to OpenAI's instructions; @FILE reads them

Computer:
  --computer <name>      what is used (default: browser)
  --url <url>            page to begin with; a resumed run goes on where it was
  --headed               show the browser
  --browser <path>       Chromium or Chrome (default: what the system has)
  --profile <directory>  keep cookies and logins here (default: none are kept)
  --cdp <url>            use a browser that runs elsewhere, by its DevTools

What it may do:
  --allow <domain>       reach this domain and no other; may be repeated:
                         example.com, *.example.com, example.com:8080
  --block <domain>       never reach this domain; may be repeated
  --allow-private <address>
                         reach this host of your own network; that of --url may
                         be reached anyway
  --unenforced           accept that a browser elsewhere is not held to them
  --upload <file>        may be given to pages; may be repeated
  --downloads <directory>
                         keep downloads here (default: none are kept)
  --secret <name=variable@origin>
                         let the model type the value of an environment variable
                         on this site, by name, without seeing it
  --ask <when>           ask you first: always, an action such as navigate, or a
                         host; may be repeated. What binds you, and what the
                         provider doubts, is always asked
  --unattended           nobody is there: what would be asked ends the run
  --max-steps <number>   (default: 100)
  --max-minutes <number> (default: 30)
  --max-cost <dollars>   needs a known price
  --gpu-price <dollars>  what an hour of your own GPU costs

Record:
  --record <directory>   keep what happened; massgen replay shows it
  --resume <directory>   go on with a run that was recorded there; give the same
                         model and limits again
  --reply <text>         answer the question that a resumed run ended with
  --json                 print the result as JSON
  -h, --help             print help

While it runs in a terminal, p and Enter pause it, and with --headed t and Enter
hand you the computer. Ctrl-C stops it, a second one at once.

Examples:
  massgen computer "Find the price of the kettle" --model microsoft/Fara-7B \\
    --base-url http://localhost:5000/v1 --url https://shop.example
  massgen computer "Sign in and read the balance" --model gpt-5.5 \\
    --url https://bank.example --allow bank.example \\
    --secret PASSWORD=BANK_PASSWORD@https://bank.example --record runs/1
  massgen computer "Try it" --model script:steps.json --url localhost:8080

Exit codes:
  0   done
  1   the command is wrong
  2   not done: the model gave up, or something failed
  3   steps, time or money are spent
  4   interrupted
  5   it needs a person: massgen computer --resume DIRECTORY goes on
`;
