import assert from "node:assert/strict";
import { cause, incidentKey, services } from "./incident/incident.ts";
import { contextWindow, type Outcome } from "./run-example.ts";

/**
 * Asserts what every example promises: the task is done, nothing was lost, and no request was refused or too large.
 *
 * @throws AssertionError
 */
export function checkOutcome({ answer, inputTokens, compactions, read, requests }: Outcome): void {
  assert.deepEqual([...read].sort(), [...services].sort(), "Not every log was read.");
  assert.ok(answer.includes(cause.deployment), `The answer lacks the cause: ${answer}`);
  assert.ok(answer.includes(incidentKey), `The fact from the first log was lost: ${answer}`);
  assert.ok(compactions.length > 0, "Nothing was compacted, so the run shows nothing.");
  assert.ok(Math.max(...inputTokens) < contextWindow, "A request reached the context window.");
  assert.ok(!requests.some(({ refused }) => refused === "invalid-history"), "A request had an invalid history.");
}
