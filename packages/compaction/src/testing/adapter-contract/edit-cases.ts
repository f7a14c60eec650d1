import { expect } from "vitest";
import type { ItemFacts } from "../../adapters/item-adapter.ts";
import { deepFreeze } from "../deep-freeze.ts";
import type { AdapterCase, AdapterContract } from "./adapter-contract.ts";

/** What a text must come out as that someone wrote to break things. */
const oddText = 'line\n"quoted" $& $1 <tag> \\ 😀 </script>';

/** What an adapter makes of items. */
export function editCases<Item>(contract: AdapterContract<Item>): readonly AdapterCase[] {
  const { adapter } = contract;
  const items = () => deepFreeze(contract.conversation());
  return [
    {
      name: "replaces a result, and nothing else of its item",
      needs: "calls",
      run() {
        for (const { item, facts, result } of items().flatMap(resultsIn)) {
          const replaced = adapter.describe(adapter.replaceResult(item, result.callId, oddText));
          const results = facts.results.map((other) =>
            other.callId === result.callId ? { ...other, text: oddText } : other,
          );
          expect(withoutParts(replaced)).toEqual({ ...withoutParts(facts), results });
        }
      },
    },
    {
      name: "makes the same of a result that is replaced twice",
      needs: "calls",
      run() {
        for (const { item, result } of items().flatMap(resultsIn)) {
          const once = adapter.replaceResult(item, result.callId, oddText);
          expect(adapter.replaceResult(once, result.callId, oddText)).toEqual(once);
        }
      },
    },
    {
      name: "answers a call with an item that does nothing else",
      needs: "calls",
      run() {
        for (const item of items()) {
          for (const call of adapter.describe(item).calls) {
            const answer = call.answerOptional ? undefined : adapter.answerCall(item, call, oddText);
            if (answer === undefined) continue;
            const { role, calls, results } = adapter.describe(deepFreeze(answer));
            const result = expect.objectContaining({ callId: call.id, text: expect.stringContaining(oddText) });
            expect({ role, calls, results }).toEqual({ role: "tool", calls: [], results: [result] });
          }
        }
      },
    },
    {
      name: "takes every image out of an item, and keeps its calls, results and words",
      needs: "images",
      run() {
        for (const item of items()) {
          const before = adapter.describe(item);
          const after = adapter.describe(adapter.replaceImages(item, oddText));
          expect(imagesOf(after), "images left").toBe(0);
          const bare = ({ results, ...facts }: ItemFacts) => [
            withoutParts({ ...facts, results: [] }),
            results.map(({ callId, replaceable }) => ({ callId, replaceable })),
          ];
          expect(bare(after)).toEqual(bare(before));
          expect(textsOf(after)).toEqual(expect.arrayContaining(textsOf(before)));
          const stands = textsOf(after).includes(oddText) || imagesOf(after, true) > 0;
          expect(stands || imagesOf(before) === 0, "something stands for the images").toBe(true);
        }
      },
    },
    {
      name: "leaves an item without images as it is, also one whose images were taken out",
      run() {
        for (const item of items()) {
          const once = adapter.replaceImages(item, oddText);
          if (imagesOf(adapter.describe(item)) === 0) expect(once).toEqual(item);
          expect(adapter.replaceImages(deepFreeze(once), "again")).toEqual(once);
        }
      },
    },
    {
      name: "keeps fields that it does not know through every edit",
      run() {
        const unknown = { massgenUnknownField: { kept: [true] } };
        for (const plain of items()) {
          const item = deepFreeze({ ...plain, ...unknown });
          expect(adapter.replaceImages(item, oddText)).toMatchObject(unknown);
          for (const { result } of resultsIn(item)) {
            expect(adapter.replaceResult(item, result.callId, oddText)).toMatchObject(unknown);
          }
        }
      },
    },
    {
      name: "writes messages of the role asked for, with the text and nothing else",
      run() {
        for (const role of ["user", "assistant"] as const) {
          const { type: _type, ...facts } = adapter.describe(deepFreeze(adapter.message(role, oddText)));
          const parts = [{ kind: "text", text: oddText }];
          const plain = { calls: [], results: [], reasoning: false, standsForPrefix: false };
          expect({ beginsTurn: false, ...facts }).toEqual({ role, ...plain, beginsTurn: false, parts });
        }
      },
    },
  ];

  function resultsIn(item: Item) {
    const facts = adapter.describe(item);
    return facts.results.filter(({ replaceable }) => replaceable).map((result) => ({ item, facts, result }));
  }
}

function withoutParts({ parts: _parts, ...facts }: ItemFacts) {
  return facts;
}

function textsOf(facts: ItemFacts): string[] {
  return facts.parts.flatMap((part) => (part.kind === "text" ? [part.text] : []));
}

function imagesOf(facts: ItemFacts, evicted = false): number {
  return facts.parts.filter((part) => part.kind === "image" && part.evicted === evicted).length;
}
