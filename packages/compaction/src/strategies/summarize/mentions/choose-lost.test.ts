import { describe, expect, it } from "vitest";
import { lengthCounter } from "../../../testing/length-counter.ts";
import { chooseLost } from "./choose-lost.ts";
import type { MentionSource } from "./mention.ts";
import { createMentionCollector } from "./mention-collector.ts";
import { parseMentions, renderMentions } from "./mention-text.ts";

const countText = (text: string) => lengthCounter.count(text).tokens;
const lost = (sources: readonly MentionSource[], text: string, room = 1_000) => {
  const collector = createMentionCollector();
  for (const source of sources) collector.look(source);
  return chooseLost(collector.ranked(), text, room, countText);
};
const source = (text: string, origin: MentionSource["origin"] = "tool", recency = 1) => ({ text, origin, recency });

describe("chooseLost", () => {
  it("adds what a text does not say, and only that", () => {
    const text = "The fix is in src/a.ts; it took 110 ms.";
    const found = lost([source("src/a.ts src/b.ts 10 ms 110  MS")], text).map((mention) => mention.text);
    expect(found.sort()).toEqual(["10 ms", "src/b.ts"]);
  });

  it("puts what the user wrote first, then what is recent and frequent", () => {
    const sources = [
      source("old src/a.ts", "tool", 0),
      source("often src/c.ts src/c.ts src/c.ts src/c.ts", "tool", 0.5),
      source("new src/b.ts", "tool", 1),
      source("Always look at SHOP-1 first.", "user", 0),
    ];
    expect(lost(sources, "").map((mention) => mention.text)).toEqual([
      "Always look at SHOP-1 first.",
      "src/c.ts",
      "src/b.ts",
      "src/a.ts",
    ]);
  });

  it("keeps to its room", () => {
    const many = Array.from({ length: 100 }, (_, index) => source(`src/file-${index}.ts`, "assistant", index / 100));
    const chosen = lost(many, "", 100);
    expect(chosen[0]?.text).toBe("src/file-99.ts");
    expect(chosen.length).toBeGreaterThan(5);
    expect(countText(renderMentions(chosen))).toBeLessThanOrEqual(100);
    expect(lost(many, "", 0)).toEqual([]);
  });

  it("takes nothing from a tool's lines that hold secrets, and no keys from anyone", () => {
    const key = ["sk", "abcdefghij0123456789"].join("-");
    const sources = [source(`api_key: 123456789\nbuild: 987654321`), source(`Use ${key} for SHOP-1.`, "user")];
    expect(lost(sources, "").map((mention) => mention.text)).toEqual(["SHOP-1", "987654321"]);
  });

  it("takes a demand in nearly the same words for the same, and its opposite for another one", () => {
    const said = (text: string) =>
      lost([source("You must never deploy the shop on a Friday.", "user")], text).length === 0;
    expect(said("## Constraints\n- Must never deploy the shop on a Friday; the user insists.")).toBe(true);
    expect(said("- You must deploy the shop on a Friday.")).toBe(false);
    expect(said("- The user is strict about days.")).toBe(false);
    const mayDeploy = [source("You must always deploy the shop on a Friday.", "user")];
    expect(lost(mayDeploy, "- You must not always deploy the shop on a Friday.")).toHaveLength(1);
  });

  it("is read back as it was written", () => {
    const sources = [
      source("Never use `rm -rf`, ever. See SHOP-12.", "user"),
      source("Error: out of 3 GB\nin src/a.ts"),
    ];
    const mentions = lost(sources, "");
    expect(mentions.map(({ kind }) => kind).sort()).toEqual(["constraint", "error", "name", "name"]);
    const text = renderMentions(mentions);
    expect(parseMentions(text).toSorted((a, b) => (a.text < b.text ? -1 : 1))).toEqual(
      mentions.toSorted((a, b) => (a.text < b.text ? -1 : 1)),
    );
    expect(renderMentions(parseMentions(text))).toBe(text);
  });
});
