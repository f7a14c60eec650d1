import { realpath } from "node:fs/promises";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { recordSession } from "./record-session.ts";
import { verifySession } from "./recording/verify-session.ts";
import { toJsonLines, writeSession } from "./recording/write-session.ts";

const workspace = join(import.meta.dirname, "../../../..");
const { values } = parseArgs({
  options: {
    root: { type: "string", default: workspace },
    output: { type: "string", default: join(import.meta.dirname, "../../sessions/code-review.responses.jsonl") },
  },
});

/** A long afternoon's session; its tool outputs make up nearly all of it. */
const settings = { root: values.root, items: 1180, characters: 1_180_000 };
const largestFile = 1_600_000;

const items = await recordSession(settings);
const facts = verifySession(items);
const text = toJsonLines(items);
assert(facts.items >= settings.items && facts.items < settings.items + 60, `it has ${facts.items} items`);
assert(facts.unanswered.length === 1, `${facts.unanswered.length} calls are unanswered, not one`);
assert(Buffer.byteLength(text) <= largestFile, `it takes ${Buffer.byteLength(text)} bytes`);
assert(!text.includes(await realpath(values.root)), "it names the place of the tree on this machine");
await writeSession(values.output, items);

console.log(
  `Recorded ${facts.items} items (${Buffer.byteLength(text)} bytes) to ${relative(process.cwd(), values.output)}: ` +
    `${facts.userMessages} user messages and ${facts.calls} calls, ${facts.failedCalls} of which failed; ` +
    `${facts.unanswered.join()} was interrupted and has no output. The model was scripted; the tools and what they ` +
    "answered were real.",
);

function assert(holds: boolean, problem: string): void {
  if (!holds) throw new Error(`The session was not written, because ${problem}.`);
}
