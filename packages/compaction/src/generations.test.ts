import type { ConversationItem } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { createCompactor } from "./compactor/create-compactor.ts";
import { recallTool } from "./recall-tool.ts";
import { clearToolResults } from "./strategies/clear-tool-results.ts";
import { deduplicate } from "./strategies/deduplicate.ts";
import { evictImages } from "./strategies/evict-images.ts";
import { native } from "./strategies/native/native.ts";
import type { Strategy } from "./strategies/strategy.ts";
import { summarize } from "./strategies/summarize/summarize.ts";
import { window } from "./strategies/window.ts";
import { type CompactingDouble, createCompactingDouble } from "./testing/compacting-double.ts";
import { expectSendable } from "./testing/expect-sendable.ts";
import { lengthCounter } from "./testing/length-counter.ts";

type Chain = (double: CompactingDouble) => readonly Strategy<ConversationItem>[];

/** A model that remembers nothing of what it read. */
const forgetful = { model: async () => "## Goal\nGo on with the work.\n## Next step\nAsk the user." };

const chains: Readonly<Record<string, Chain>> = {
  "clear-tool-results": () => [clearToolResults({ keepRecent: 1 }), window()],
  "clear-tool-results with previews": () => [
    clearToolResults({ keepRecent: 1, preview: { head: 40, tail: 40 } }),
    window(),
  ],
  deduplicate: () => [deduplicate(), window()],
  "evict-images": () => [evictImages({ keepRecent: 1, interval: 1 }), window()],
  window: () => [window()],
  summarize: () => [summarize(forgetful), window()],
  native: (double) => [native({ backend: double }), window()],
  mixed: () => [deduplicate(), evictImages(), clearToolResults(), summarize(forgetful), window()],
};

const generations = 5;
const pixel = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAoAAAAHgCAIAAAC6s0uzAAAA";
const developer: ConversationItem = { type: "message", role: "developer", content: "Never push to main." };
const pinned: ConversationItem = { type: "message", role: "user", content: "The release is on Friday." };

/** What a generation adds: a turn with reads, one of them of the same file each time, and a picture. */
function turn(generation: number): readonly ConversationItem[] {
  const call = (name: string, index: number, output: string): readonly ConversationItem[] => {
    const call_id = `call_${generation}_${index}`;
    return [
      {
        type: "function_call",
        call_id,
        name,
        arguments: `{"path":"${index === 0 ? "src/main.ts" : `src/part${generation}.ts`}"}`,
      },
      { type: "function_call_output", call_id, output },
    ];
  };
  const filler = `line of generation ${generation}\n`.repeat(120);
  return [
    {
      type: "message",
      role: "user",
      content: [
        { type: "input_text", text: `Task ${generation}` },
        { type: "input_image", image_url: pixel },
      ],
    },
    ...call("read", 0, filler),
    ...call("read", 1, `${filler}planted: fact-number-${generation} is amber-${generation}77\n${filler}`),
    { type: "message", role: "assistant", content: `Done with task ${generation}.` },
  ];
}

describe.each(Object.entries(chains))("five generations of %s", (_name, chain) => {
  it("keep pins and instructions in the window, and every planted fact in it or within recall", async () => {
    const double = createCompactingDouble();
    const compactor = createCompactor<ConversationItem>({
      contextWindow: 4_000,
      trigger: 0.5,
      target: 0.35,
      strategies: chain(double),
      counter: lengthCounter,
      pin: (item) => item === pinned,
    });
    let items: readonly ConversationItem[] = [developer, { type: "message", role: "user", content: "Begin." }, pinned];
    let compactions = 0;
    for (let generation = 0; generation < generations * 2; generation += 1) {
      items = [...items, ...turn(generation)];
      const fitted = await compactor.fit(items);
      if (fitted.report.status === "compacted") compactions += 1;
      else expect(fitted.report.status).toBe("skipped");
      items = fitted.items;
      expectSendable("openai-responses", items);
      expect(items).toContain(developer);
      expect(items).toContain(pinned);
    }
    expect(compactions).toBeGreaterThanOrEqual(generations);

    const recall = recallTool(compactor.archive);
    for (let generation = 0; generation < generations * 2; generation += 1) {
      const fact = `amber-${generation}77`;
      const seen = JSON.stringify(items).includes(fact) || (await recall.execute({ query: fact })).includes(fact);
      expect(seen, fact).toBe(true);
    }
  });
});
