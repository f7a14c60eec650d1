import type { ConversationItem } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createResponseChains } from "./response-chains.ts";

const item = (text: string): ConversationItem => ({ type: "message", role: "user", content: text });
const [one, two, three] = [item("1"), item("2"), item("3")];

describe("createResponseChains", () => {
  it("finds the longest start that is known", () => {
    const chains = createResponseChains();
    chains.remember("resp_1", [one]);
    chains.remember("resp_2", [one, two]);
    expect(chains.continuationOf([one, two, three])).toEqual({ responseId: "resp_2", known: 2 });
    expect(chains.continuationOf([one, three])).toEqual({ responseId: "resp_1", known: 1 });
  });

  it("knows items again that were written and read in between", () => {
    const chains = createResponseChains();
    chains.remember("resp_1", [one, two]);
    expect(chains.continuationOf(structuredClone([one, two, three]))?.responseId).toBe("resp_1");
  });

  it("finds nothing where the start has changed or nothing is new", () => {
    const chains = createResponseChains();
    chains.remember("resp_1", [one, two]);
    expect(chains.continuationOf([two, three])).toBeUndefined();
    expect(chains.continuationOf([one, item("changed"), three])).toBeUndefined();
    expect(chains.continuationOf([one, two])).toBeUndefined();
    expect(chains.continuationOf([one])).toBeUndefined();
  });

  it("forgets what it is told to, and the oldest beyond its limit", () => {
    const chains = createResponseChains(2);
    chains.remember("resp_1", [one]);
    chains.remember("resp_2", [two]);
    chains.remember("resp_3", [three]);
    expect(chains.continuationOf([one, two])).toBeUndefined();
    expect(chains.continuationOf([two, three])?.responseId).toBe("resp_2");
    chains.forget("resp_2");
    expect(chains.continuationOf([two, three])).toBeUndefined();
  });

  it("has the provider see the whole conversation, whatever is cut and rewound in between", () => {
    const step = fc.record({
      keep: fc.nat(12),
      drop: fc.nat(2),
      add: fc.array(fc.string(), { minLength: 1, maxLength: 3 }),
      output: fc.array(fc.string(), { maxLength: 2 }),
      lost: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const chains = createResponseChains(3);
        const provider = new Map<string, readonly ConversationItem[]>();
        let conversation: readonly ConversationItem[] = [];
        for (const [number, { keep, drop, add, output, lost }] of steps.entries()) {
          conversation = [...conversation.slice(drop).slice(0, keep), ...add.map(item)];
          const from = chains.continuationOf(conversation);
          const sent = conversation.slice(from?.known ?? 0);
          expect(sent.length).toBeGreaterThan(0);
          const seen = [...(from === undefined ? [] : (provider.get(from.responseId) ?? [])), ...sent];
          expect(seen).toEqual(conversation);
          conversation = [...conversation, ...output.map(item)];
          provider.set(`resp_${number}`, conversation);
          chains.remember(`resp_${number}`, conversation);
          if (lost) chains.forget(`resp_${number}`);
        }
      }),
    );
  });
});
