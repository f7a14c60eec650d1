import { describeArchive } from "@massgen/core/testing";
import { describe, expect, it } from "vitest";
import { createMemoryArchive } from "./memory-archive.ts";

describeArchive("createMemoryArchive", createMemoryArchive);

describe("createMemoryArchive", () => {
  const entryOf = (id: string, ...texts: readonly string[]) => ({ id, format: "x", items: texts, texts, tokens: 1 });

  it("hands out the very items that it was given", async () => {
    const archive = createMemoryArchive();
    const entry = entryOf("aa", "text");
    await archive.put([entry]);
    expect(await archive.get("aa")).toBe(entry);
  });

  it("prefers a rare word over one that is everywhere, and one place of two words over two of one", async () => {
    const archive = createMemoryArchive();
    await archive.put([
      entryOf("common", "error error error error error"),
      ...Array.from({ length: 8 }, (_, index) => entryOf(`filler${index}`, "error in the log")),
      entryOf("rare", "error in falcon"),
    ]);
    const hits = await archive.search("error falcon");
    expect(hits[0]).toMatchObject({ id: "rare" });
    expect(hits[1]).toMatchObject({ id: "common" });
  });
});
