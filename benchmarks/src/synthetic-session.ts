import type { ConversationItem } from "@massgen/core";

/** Deterministic numbers in [0, 1), so that each run measures the same session. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

const words =
  "the result of this function depends on its first argument and an option that callers may leave out when they read a file or write one back to the store after each request failed with some error".split(
    " ",
  );
const names = [
  "readFile",
  "parseRequest",
  "user_id",
  "connectionPool",
  "maxRetries",
  "isValid",
  "renderTable",
  "HttpError",
];

/**
 * A session of a coding agent with the given number of items: user turns, answers, and calls whose outputs are code,
 * JSON and log lines, at about 100 tokens an item.
 */
export function syntheticSession(items: number, seed = 1): readonly ConversationItem[] {
  const random = createRandom(seed);
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value;
  const prose = (length: number) => `${Array.from({ length }, () => pick(words)).join(" ")}.`;
  const lines = (count: number, line: () => string) => Array.from({ length: count }, line).join("\n");
  const outputs = [
    () =>
      lines(
        13,
        () =>
          `  const ${pick(names)} = await ${pick(names)}(${pick(words)}, { ${pick(names)}: ${Math.floor(random() * 900)} });`,
      ),
    () =>
      JSON.stringify(Array.from({ length: 9 }, () => ({ id: Math.floor(random() * 1e9), [pick(names)]: prose(5) }))),
    () =>
      lines(
        9,
        () => `2026-03-0${Math.ceil(random() * 9)}T10:${Math.floor(random() * 60)}:07Z INFO ${pick(names)} ${prose(7)}`,
      ),
  ];
  const session: ConversationItem[] = [{ role: "developer", content: prose(60) }];
  for (let call = 0; session.length < items; call += 1) {
    if (call % 12 === 0)
      session.push({ type: "message", role: "user", content: [{ type: "input_text", text: prose(30) }] });
    if (call % 3 === 0) {
      session.push({
        type: "message",
        role: "assistant",
        content: [{ type: "output_text", text: prose(25), annotations: [] }],
      });
    }
    const call_id = `call_${call}`;
    const path = `src/${pick(names)}/${pick(names)}.ts`;
    session.push({ type: "function_call", call_id, name: "read", arguments: JSON.stringify({ path, offset: call }) });
    session.push({ type: "function_call_output", call_id, output: pick(outputs)() });
  }
  return session.slice(0, items - (session[items - 1]?.type === "function_call" ? 1 : 0));
}
