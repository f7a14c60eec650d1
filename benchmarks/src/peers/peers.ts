import { arch, cpus, platform } from "node:os";
import process from "node:process";
import { parseArgs } from "node:util";
import { missingPeers, peerLoaders } from "./all-peers.ts";
import { neutralSession } from "./neutral-session.ts";
import { createNeutralCount } from "./neutral-tokens.ts";
import type { Row } from "./row.ts";
import { type Assignment, runPeer } from "./run-peer.ts";
import { table } from "./table.ts";
import { targetShare, trials } from "./trials.ts";

/** The whole benchmark. `--only NAME` takes the peers whose id has that in it; `--json` prints the figures instead. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean" }, only: { type: "string", default: "" } },
});
const sizes = positionals.length === 0 ? [1_000, 4_000, 10_000, 100_000] : positionals.map(Number);
if (!sizes.every((size) => Number.isSafeInteger(size) && size >= 5)) {
  throw new RangeError("The arguments must be numbers of messages, each 5 or more.");
}
const ids = Object.keys(peerLoaders).filter((id) => id.includes(values.only));

const start = performance.now();
const count = await createNeutralCount();
const assign = (session: Assignment["session"], share: number): Assignment => {
  const tokens = count(session);
  return { session, goal: { tokens, target: Math.floor(tokens * share) } };
};
const small = trials().map(({ session, share }) => assign(session, share));
const large = sizes.map((messages) => ({ messages, ...assign(neutralSession(messages), targetShare) }));

const rows: Row[] = [];
for (const [index, id] of ids.entries()) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${index + 1}/${ids.length} ${id}`);
  rows.push(await runPeer(id, small, large, count));
}
if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");

if (values.json) {
  console.log(JSON.stringify({ targetShare, rows, missing: missingPeers }, undefined, 2));
} else {
  console.log(`Node ${process.version}, ${platform()} ${arch()}, ${cpus().length} × ${cpus()[0]?.model.trim()}`);
  for (const { messages, goal } of large) console.log(`${messages} messages: ${goal.tokens} tokens`);
  console.log(`Target: ${targetShare * 100} % of these; 30 to 69 % of ${small.length} small ones.\n`);
  console.log(table(rows, missingPeers));
  console.log("");
  for (const { name, verdict } of rows) {
    for (const example of verdict.examples) console.log(`${name}: ${example}`);
  }
  for (const { name, reason } of missingPeers) console.log(`n/a ${name}: ${reason}`);
  const versions = new Set(rows.map(({ version }) => version));
  console.log(`\n${[...versions].join(", ")}; ${((performance.now() - start) / 1_000).toFixed(0)} s in all`);
}
