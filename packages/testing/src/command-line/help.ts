import { chatQuirks } from "../openai/chat/chat-quirk.ts";

/** What `massgen-emulator --help` says. */
export const help = `Usage: massgen-emulator openai [options]
       massgen-emulator fara [options]

Runs a server on 127.0.0.1 that speaks OpenAI's Responses and Chat Completions APIs and refuses what they refuse, or
that answers as servers of Microsoft's Fara do.
It is a protocol, not a model: it answers what a script says, or what it saw.

Options:
  --port N             TCP port (default: 0, any that is free)
  --model NAME         name of its model (default: emulated-model; for fara microsoft/Fara-7B or Fara1.5-9B)
  --context-window N   tokens that fit into a request, e.g. 8000 or 128k (default: 128k)
  --script FILE        models and their replies, as JSON; takes the place of --model and --context-window
  --api-key KEY        accept only this key; may be repeated (default: accept any)
  --without LIST       openai only: what it lacks, separated by commas: responses, compact, contextManagement, trigger,
                       inputTokens, chatCompletions
  --chat-quirk NAME    openai only: deviate from Chat Completions as some servers do; may be repeated:
                       ${lines(chatQuirks)}
  --fault FAULT        make the next request fail; may be repeated: 429, "429;retry-after=1;times=2",
                       "429;code=insufficient_quota", "503;path=/responses/compact", cut=200, failed, stream-error,
                       incomplete, latency=500, hang, malformed
  --latency MS         milliseconds before each answer (default: 0)
  --generation NAME    fara only: 7b or 1.5 (default: 7b)
  --malformation NAME  fara only: spoil every answer as has been reported, e.g. fenced, double-braces, reasoning-only,
                       empty; a wrong name lists them
  -h, --help           print help

Any client can ask for a fault itself, with the header "x-emulator-fault: 429;retry-after=1".

A script: { "models": [{ "name": "gpt-test", "contextWindow": 8000, "reply": [{ "text": "Hello." }] }] }
"reply" is a list that is played in order, or { "rules": [{ "when": "text or /regex/", "then": { "text": "…" } }],
"otherwise": { "text": "…" } }, where "when" is looked for in the last message or tool output. A reply has "text",
"reasoning", "refusal", and "calls": [{ "name": "read_file", "arguments": { "path": "a" } }].

A script for fara: { "steps": [{ "thoughts": "…", "action": "left_click", "arguments": { "coordinate": [120, 80] } }] },
where a step may also have a "malformation", or be { "raw": "all that the model says" }.

Start with: massgen-emulator openai --port 8080
`;

function lines(names: readonly string[]): string {
  const half = Math.ceil(names.length / 2);
  return `${names.slice(0, half).join(", ")},\n                       ${names.slice(half).join(", ")}`;
}
