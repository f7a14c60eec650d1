import type { ConversationItem } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blankImage } from "../adapters/blank-image.ts";
import { openaiResponses } from "../adapters/openai-responses.ts";
import { createAnalyser } from "../conversation/analyser.ts";
import { buildView } from "../conversation/build-view.ts";
import type { ConversationView } from "../conversation/conversation-view.ts";
import { evictedNote } from "../conversation/notes.ts";
import { lengthCounter } from "../testing/length-counter.ts";
import { type EvictImagesOptions, evictImages } from "./evict-images.ts";

/** The header of a PNG of 1280 × 720 pixels, which is all that is read of an image. */
const screen = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAABQAAAALQCAIAAAA=";
const unknown = "https://example.com/a.png";

const user = (text: string, ...images: readonly string[]): ConversationItem => ({
  role: "user",
  content: [{ type: "input_text", text }, ...images.map((image_url) => ({ type: "input_image", image_url }))],
});
const screenshot = (index: number): readonly ConversationItem[] => [
  { type: "computer_call", call_id: `c${index}`, actions: [{ type: "screenshot" }] },
  { type: "computer_call_output", call_id: `c${index}`, output: { type: "computer_screenshot", image_url: screen } },
];

function viewOf(items: readonly ConversationItem[], pin?: (item: ConversationItem) => boolean, archives = false) {
  return buildView(items, {
    analyser: createAnalyser({ adapter: openaiResponses, counter: lengthCounter }),
    pin,
    archives,
  });
}

/** A task, then a screenshot at 2, 4, 6 and so on. */
const session = (screenshots: number) =>
  viewOf([user("Book it."), ...Array.from({ length: screenshots }, (_, index) => screenshot(index)).flat()]);

/** Edited items by index, or why there are none. */
async function evicted(view: ConversationView<ConversationItem>, options: EvictImagesOptions = {}) {
  const proposal = await evictImages<ConversationItem>(options).propose(view, { target: 1 }, undefined);
  if (proposal.kind === "nothing") return proposal.reason;
  return Object.fromEntries(
    proposal.edits.flatMap((edit) => (edit.kind === "replace" ? [[edit.index, edit.item]] : [])),
  );
}

const indexes = (answer: Awaited<ReturnType<typeof evicted>>) =>
  typeof answer === "string" ? answer : Object.keys(answer).map(Number);

describe("evictImages", () => {
  it("waits until a whole interval is old enough, and then evicts all of it", async () => {
    expect(indexes(await evicted(session(7)))).toBe("images old enough to evict: 4, fewer than the interval of 5");
    expect(indexes(await evicted(session(8)))).toEqual([2, 4, 6, 8, 10]);
    expect(indexes(await evicted(session(9)))).toEqual([2, 4, 6, 8, 10, 12]);
    expect(indexes(await evicted(session(3)))).toBe("no image is old enough to evict");
    expect(indexes(await evicted(session(4), { keepRecent: 1, interval: 2 }))).toEqual([2, 4, 6]);
  });

  it("puts a blank screenshot where the format wants one, and keeps every other field", async () => {
    const view = session(2);
    const answer = await evicted(view, { keepRecent: 1, interval: 1 });
    expect(answer).toEqual({
      2: { ...view.items[2], output: { type: "computer_screenshot", image_url: blankImage } },
    });
  });

  it("says in user messages and results what was there, as far as that is known and the same for all", async () => {
    const result = (image: string): ConversationItem => ({
      type: "function_call_output",
      call_id: "f",
      output: [{ type: "input_image", image_url: image }],
    });
    const call = { type: "function_call", call_id: "f", name: "look", arguments: "{}" };
    const items = [user("Go."), user("See:", screen, screen), user("And:", screen, unknown), call, result(unknown)];
    const view = viewOf([...items, ...screenshot(1), user("Now?")], undefined, true);
    const answer = await evicted(view, { keepRecent: 1, interval: 1 });
    const id = (index: number) => view.archiveId([view.items[index] ?? { type: "" }]);
    const text = (index: number, size?: string) => ({ type: "input_text", text: evictedNote(size, id(index)) });
    expect(answer).toEqual({
      1: { role: "user", content: [{ type: "input_text", text: "See:" }, text(1, "1280x720"), text(1, "1280x720")] },
      2: { role: "user", content: [{ type: "input_text", text: "And:" }, text(2), text(2)] },
      4: { type: "function_call_output", call_id: "f", output: [text(4)] },
    });
  });

  it("never touches the newest screenshot, the newest image, nor what is pinned", async () => {
    const options = { keepRecent: 0, interval: 1 };
    expect(indexes(await evicted(session(3), options))).toEqual([2, 4]);
    const followed = viewOf([user("Go."), ...screenshot(1), user("See:", screen), user("See:", screen), user("Now?")]);
    expect(indexes(await evicted(followed, options))).toEqual([3]);
    const first = viewOf([user("Like this:", screen), ...screenshot(1), ...screenshot(2)]);
    expect(indexes(await evicted(first, options))).toEqual([2]);
    const pinned = viewOf(session(3).items, ({ call_id }) => call_id === "c0");
    expect(indexes(await evicted(pinned, options))).toEqual([4]);
  });

  it("keeps all images of an item that holds one of the newest", async () => {
    const view = viewOf([user("Go."), user("a", screen), user("b", screen, screen), user("c", screen), user("Now?")]);
    expect(indexes(await evicted(view, { keepRecent: 2, interval: 1 }))).toEqual([1]);
  });

  it("leaves images alone that the model made", async () => {
    const made = { type: "drawing", content: [{ type: "output_image", image_url: screen }] };
    const view = viewOf([user("Go."), made, ...screenshot(1), ...screenshot(2)]);
    expect(indexes(await evicted(view, { keepRecent: 1, interval: 1 }))).toEqual([3]);
  });

  it("keeps between the newest and an interval more, however a session goes on", async () => {
    const count = fc.integer({ min: 0, max: 6 });
    await fc.assert(
      fc.asyncProperty(count, fc.integer({ min: 1, max: 6 }), async (keepRecent, interval) => {
        const strategy = evictImages<ConversationItem>({ keepRecent, interval });
        let items = session(0).items;
        let evictions = 0;
        for (let turn = 1; turn <= 30; turn += 1) {
          items = [...items, ...screenshot(turn)];
          const proposal = await strategy.propose(viewOf(items), { target: 1 }, undefined);
          if (proposal.kind === "edits") {
            evictions += 1;
            const replaced = new Map(
              proposal.edits.flatMap((edit) => (edit.kind === "replace" ? [[edit.index, edit.item]] : [])),
            );
            items = items.map((item, index) => replaced.get(index) ?? item);
          }
          const whole = viewOf(items).facts.flatMap(({ parts }) =>
            parts.filter((part) => part.kind === "image" && !part.evicted),
          );
          const kept = Math.max(1, keepRecent);
          expect(whole.length).toBeGreaterThanOrEqual(Math.min(turn, kept));
          expect(whole.length).toBeLessThan(kept + interval);
        }
        expect(evictions).toBe(Math.floor((30 - Math.max(1, keepRecent)) / interval));
      }),
      { numRuns: 30 },
    );
  });

  it("refuses an interval that is none", () => {
    const problem = "evictImages: interval must be a whole number, zero or more, not -5.";
    expect(() => evictImages({ interval: -5 })).toThrow(expect.objectContaining({ code: "invalid-option", problem }));
  });
});
