import { syntheticSession } from "../synthetic-session.ts";
import type { Entry } from "./neutral.ts";

const stepsPerTurn = 12;
/** Every so many results one is long: this many ordinary ones in a row. */
const longEvery = 25;
const longLength = 10;
/** Items of the source, beyond which its texts come back with a number of the round below them. */
const mostSourceItems = 10_000;

/** The texts of the benchmarks' made-up session, taken one after the other and again from the start. */
function createSource(items: number, seed: number) {
  const texts = { user: [] as string[], assistant: [] as string[], arguments: [] as string[], output: [] as string[] };
  for (const item of syntheticSession(items, seed)) {
    if (item.type === "function_call") texts.arguments.push(String(item.arguments));
    else if (item.type === "function_call_output") texts.output.push(String(item.output));
    else if (item.role === "user" || item.role === "assistant") {
      const [part] = item.content as readonly { readonly text: string }[];
      texts[item.role].push(part?.text ?? "");
    }
  }
  const used = { user: 0, assistant: 0, arguments: 0, output: 0 };
  return (kind: keyof typeof texts): string => {
    const list = texts[kind];
    const position = used[kind];
    used[kind] += 1;
    const text = list[position % list.length] ?? "";
    const round = Math.floor(position / list.length);
    return round === 0 || kind === "arguments" ? text : `${text}\n(${round})`;
  };
}

/**
 * A session of a coding agent with exactly so many chat messages, where each tool result is one: a system message, turns
 * of a dozen steps with one to three parallel calls, every 25th result ten times as long as the others. It ends in
 * the middle of a turn, after the results of a step, where an agent compacts. The same seed gives the same session.
 */
export function neutralSession(messages: number, seed = 1): readonly Entry[] {
  if (messages < 5) throw new RangeError("A session needs at least five messages.");
  const next = createSource(Math.min(messages * 2, mostSourceItems), seed);
  const entries: Entry[] = [{ kind: "system", text: "You write code. Use the tools, and say what you did." }];
  let count = 1;
  let calls = 0;
  for (let step = 0; count < messages; step += 1) {
    if (step % stepsPerTurn === 0) {
      if (step > 0) {
        entries.push({ kind: "assistant", text: next("assistant") });
        count += 1;
      }
      entries.push({ kind: "user", text: `Task ${step / stepsPerTurn + 1}: ${next("user")}` });
      count += 1;
    }
    let parallel = (step % 3) + 1;
    const left = messages - count - 1;
    // What is left after this step must be enough for the start of a turn and one more step.
    if (left - parallel < 5) parallel = left;
    if (step % 4 === 0) entries.push({ kind: "assistant", text: next("assistant") });
    const ids = Array.from({ length: parallel }, (_, index) => `call_${calls + index}`);
    for (const id of ids) entries.push({ kind: "call", id, name: "read", arguments: next("arguments") });
    for (const id of ids) {
      calls += 1;
      const isLong = calls % longEvery === 0;
      const text = Array.from({ length: isLong ? longLength : 1 }, () => next("output")).join("\n");
      entries.push({ kind: "result", id, text });
    }
    count += 1 + parallel;
  }
  return entries;
}
