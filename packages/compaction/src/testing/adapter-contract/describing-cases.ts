import { MassGenError } from "@massgen/core";
import { expect } from "vitest";
import type { ItemFacts } from "../../adapters/item-adapter.ts";
import { pairCalls } from "../../conversation/pairing.ts";
import { deepFreeze } from "../deep-freeze.ts";
import type { AdapterCase, AdapterContract, AdapterFeature } from "./adapter-contract.ts";

/** What an adapter says of a conversation. */
export function describingCases<Item>(contract: AdapterContract<Item>): readonly AdapterCase[] {
  const { adapter, leavesOut = [] } = contract;
  const described = () => deepFreeze(contract.conversation()).map((item) => adapter.describe(item));
  return [
    {
      name: "is tested with a conversation that has all but what is left out",
      run() {
        const facts = described();
        const roles = facts.map(({ role }) => role);
        for (const role of ["user", "assistant"] as const) expect(roles, "roles").toContain(role);
        for (const feature of ["calls", "images"] as const) {
          expect(shows(facts, feature), `the conversation has ${feature}`).toBe(!leavesOut.includes(feature));
        }
      },
    },
    {
      name: "says the same of an item each time, and changes nothing of it",
      run: () => expect(described()).toEqual(described()),
    },
    {
      name: "says the same of an item that was written as JSON and read again",
      run() {
        const again = JSON.parse(JSON.stringify(contract.conversation())) as readonly Item[];
        expect(again.map((item) => adapter.describe(item))).toEqual(described());
      },
    },
    {
      name: "says what costs tokens in what a user says",
      run() {
        for (const { parts } of described().filter(({ role }) => role === "user")) expect(parts).not.toEqual([]);
      },
    },
    {
      name: "refuses what is no item, as an invalid item",
      run() {
        for (const value of [null, undefined, 7, "text", [], {}]) {
          expect(thrownBy(() => adapter.describe(value as Item))).toMatchObject({ code: "invalid-item" });
        }
      },
    },
    {
      name: "pairs every result with a call before it",
      needs: "calls",
      run() {
        const { pairs, orphaned } = pairCalls(described());
        expect(orphaned).toEqual([]);
        expect(pairs).not.toEqual([]);
      },
    },
    {
      name: "names each call and what it was made with",
      needs: "calls",
      run() {
        for (const { id, name, arguments: written } of described().flatMap(({ calls }) => calls)) {
          expect([id, name, typeof written]).toEqual([
            expect.stringMatching(/./),
            expect.stringMatching(/./),
            "string",
          ]);
        }
      },
    },
  ];
}

function shows(facts: readonly ItemFacts[], feature: AdapterFeature): boolean {
  return facts.some(({ calls, results, parts }) =>
    feature === "calls" ? calls.length + results.length > 0 : parts.some(({ kind }) => kind === "image"),
  );
}

function thrownBy(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return MassGenError.isInstance(error) ? { code: error.code } : error;
  }
}
