/** What `massgen models --help` says, and `massgen models show --help` too. */
export const modelsHelp = `Usage: massgen models [options]
       massgen models show [options] <name>

Lists models: window, what they read, whether their provider compacts, whether
they drive a computer, and what they cost. Shows one with all that is known of
it, and where each fact is from.

Arguments:
  name                   the model, as you would write it elsewhere: gpt-5,
                         openai/gpt-5, qwen3:8b, microsoft/Fara-7B

Options:
  --computer-use         only models that drive a computer, with their scores
  --compaction           only models with a compaction of their provider's own
  --json                 print as JSON, each fact with evidence and source
  -h, --help             print help

Examples:
  massgen models --computer-use
  massgen models show gpt-5
  massgen models --json | jq -r '.models[].name'

What you know better goes under "models" into massgen.config.json in the working
directory, or into XDG_CONFIG_HOME/massgen/config.json (~/.config/massgen). Of
a model that both describe, the first has the say. Comments are allowed:
  { "models": { "qwen3-8b": { "contextWindow": 16384 } } }

Exit codes:
  0   shown; of a model that is not in the catalogue, the defaults
  1   the command or the configuration is wrong, or the name is misspelt
`;
