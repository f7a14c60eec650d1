import { describe, it } from "vitest";
import type { AdapterCase, AdapterContract } from "./adapter-contract/adapter-contract.ts";
import { compactionCases } from "./adapter-contract/compaction-cases.ts";
import { describingCases } from "./adapter-contract/describing-cases.ts";
import { editCases } from "./adapter-contract/edit-cases.ts";

export type { AdapterContract, AdapterFeature } from "./adapter-contract/adapter-contract.ts";

/** Everything that an adapter must hold to. */
export function adapterCases<Item>(contract: AdapterContract<Item>): readonly AdapterCase[] {
  return [...describingCases(contract), ...editCases(contract), ...compactionCases(contract)];
}

/**
 * Tests with vitest that an adapter holds to the contract of {@link ItemAdapter}: what it says of items is stable, its
 * edits keep all that they were not asked to change, and a conversation compacted through it stays valid.
 */
export function describeAdapter<Item>(name: string, contract: AdapterContract<Item>): void {
  const { leavesOut = [] } = contract;
  describe(`the adapter ${name}`, () => {
    for (const { name: promise, needs, run } of adapterCases(contract)) {
      it(promise, async ({ skip }) => {
        skip(needs !== undefined && leavesOut.includes(needs), `the format is declared to have no ${needs}`);
        await run();
      });
    }
  });
}
