const turns = 12;
const wordsPerOutput = 120;

/** What a tool said in a turn: about 130 tokens, different in each. */
export function outputOf(turn: number): string {
  return Array.from({ length: wordsPerOutput }, (_, word) => `line${(turn * 31 + word * 7) % 97}`).join(" ");
}

/** Responses items: instructions, a question, calls with long outputs, one of them never answered, and a last question. */
export function responsesItems(): readonly object[] {
  const calls = Array.from({ length: turns }, (_, turn) => [
    { type: "function_call", id: `fc_${turn}`, call_id: `call_${turn}`, name: "read_file", arguments: `{"n":${turn}}` },
    { type: "function_call_output", call_id: `call_${turn}`, output: outputOf(turn) },
  ]);
  return [
    { type: "message", role: "developer", content: [{ type: "input_text", text: "Answer in one sentence." }] },
    { type: "message", role: "user", content: [{ type: "input_text", text: "Why does the build fail?" }] },
    { type: "function_call", id: "fc_lost", call_id: "call_lost", name: "run_build", arguments: "{}" },
    ...calls.flat(),
    { type: "message", role: "assistant", content: [{ type: "output_text", text: "A file is missing." }] },
    { type: "message", role: "user", content: [{ type: "input_text", text: "Which one?" }] },
  ];
}

/** Chat messages of the same kind, every call answered. */
export function chatMessages(): readonly object[] {
  const calls = Array.from({ length: turns }, (_, turn) => [
    {
      role: "assistant",
      content: null,
      tool_calls: [{ id: `call_${turn}`, type: "function", function: { name: "read_file", arguments: "{}" } }],
    },
    { role: "tool", tool_call_id: `call_${turn}`, content: outputOf(turn) },
  ]);
  return [
    { role: "system", content: "Answer in one sentence." },
    { role: "user", content: "Why does the build fail?" },
    ...calls.flat(),
    { role: "user", content: "Which one?" },
  ];
}

/** One item or message a line. */
export function asLines(items: readonly object[]): string {
  return items.map((item) => `${JSON.stringify(item)}\n`).join("");
}
