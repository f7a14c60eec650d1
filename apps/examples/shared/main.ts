import { parseArgs } from "node:util";
import { checkOutcome } from "./check-outcome.ts";
import type { Example } from "./example.ts";
import { contextWindow, type Outcome, runExample } from "./run-example.ts";

/** The program that every example is: runs it, asserts, and prints what happened. */
export async function main(example: Example, args: readonly string[], print = console.log): Promise<Outcome> {
  const { values } = parseArgs({
    args: [...args],
    options: { live: { type: "boolean", default: false }, model: { type: "string" } },
  });
  const { live, model } = values;
  print(
    live
      ? `${example.name}, live: ${model ?? example.liveModel}.`
      : `${example.name}, offline: the model is simulated, the requests and the compaction are real.`,
  );
  const outcome = await runExample(example, { live, ...(model !== undefined && { model }) });
  print(`Answer: ${outcome.answer}`);
  for (const line of summary(outcome)) print(line);
  checkOutcome(outcome);
  return outcome;
}

function summary({ inputTokens, compactions, requests }: Outcome): readonly string[] {
  const saved = compactions.reduce((sum, { tokensBefore, tokensAfter }) => sum + tokensBefore - tokensAfter, 0);
  const [largest, last] = [Math.max(...inputTokens), inputTokens.at(-1) ?? 0];
  const tooLong = requests.filter(({ refused }) => refused === "too-long").length;
  const recalls = requests.flatMap(({ calls }) => calls).filter((name) => name === "recall").length;
  return [
    `${inputTokens.length} requests, the largest of ${number(largest)} tokens; the window has ${number(contextWindow)}.`,
    ...compactions.map(
      ({ tokensBefore, tokensAfter }) => `Compacted about ${number(tokensBefore)} tokens to ${number(tokensAfter)}.`,
    ),
    `Last request: ${number(last)} tokens; without compaction about ${number(last + saved)}.`,
    ...(requests.length > 0 ? [`Refused as too long: ${tooLong}. Calls of recall: ${recalls}.`] : []),
  ];
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
