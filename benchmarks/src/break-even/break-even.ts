import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readGrowth } from "./session-growth.ts";
import { type Economy, type Policy, simulate } from "./simulate.ts";

const bundled = fileURLToPath(new URL("../../../apps/examples/sessions/code-review.responses.jsonl", import.meta.url));
/** Further sessions in the Responses format, where there are any. */
const [folder] = process.argv.slice(2);

const sessions = [
  readGrowth("bundled code review", bundled),
  ...(folder !== undefined && existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => /\.responses\.jsonl?$/.test(file))
        .map((file) => readGrowth(file, join(folder, file)))
    : []),
];
const windows = [64_000, 128_000, 200_000, 400_000];
const prices = { input: 1, cachedInput: 0.1, cacheWrite: 1.25, output: 5 };
const economies: Readonly<Record<string, Economy>> = {
  "clearing, no model": { prices, summaryTokens: 0 },
  "a summary of 2,000 tokens": { prices, summaryTokens: 2_000 },
};
const target = 0.2;
const policies: readonly Policy[] = [
  { name: "at 80 % of the window", trigger: 0.8, target, weighs: false },
  { name: "at 30 % of the window", trigger: 0.3, target, weighs: false },
  { name: "weighed from 30 % on", trigger: 0.3, target, weighs: true },
];
/** What an oracle may choose from, knowing where the session ends. */
const oracles = Array.from({ length: 13 }, (_, step): Policy => {
  const trigger = 0.3 + step * 0.05;
  return { name: `oracle ${trigger}`, trigger, target, weighs: false };
});

console.log("Cost over that of the best trigger in hindsight, every prefix of a session being a session of its own.");
console.log("Prices: cached input 0.1, cache write 1.25, output 5 of the price of input. Compaction down to 20 %.\n");
console.log(
  `${"session, window, compaction".padEnd(64)}${"policy".padEnd(26)}${"p50".padStart(8)}${"p90".padStart(8)}${"worst".padStart(8)}`,
);
for (const { name, growth } of sessions) {
  for (const window of windows) {
    for (const [kind, economy] of Object.entries(economies)) {
      const best = bestInHindsight(growth, window, economy);
      for (const policy of policies) {
        const costs = simulate(growth, window, policy, economy);
        const regrets = costs.map((cost, call) => cost / (best[call] ?? cost) - 1).sort((left, right) => left - right);
        const at = (share: number) => percent(regrets[Math.floor((regrets.length - 1) * share)] ?? 0);
        const row = `${name}, ${window / 1_000}k, ${kind}`;
        console.log(`${row.padEnd(64)}${policy.name.padEnd(26)}${at(0.5)}${at(0.9)}${at(1)}`);
      }
    }
  }
}

function bestInHindsight(growth: readonly number[], window: number, economy: Economy): readonly number[] {
  const runs = [...oracles, ...policies].map((policy) => simulate(growth, window, policy, economy));
  return growth.map((_, call) => Math.min(...runs.map((costs) => costs[call] ?? Number.POSITIVE_INFINITY)));
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`.padStart(8);
}
