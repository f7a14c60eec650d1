import { describe, expect, it } from "vitest";
import type { Archive, ArchiveEntry } from "../archive.ts";
import { MassGenError } from "../massgen-error.ts";
import { freeze } from "./freeze.ts";

/** Ids as a model, or somebody behind it, may make them up. */
const hostileIds = ["", ".", "..", "../secret", "a/b", "a\\b", "a\0b", "__proto__", "constructor", "x".repeat(10_000)];
const hostileQueries = ["", " ", ".*", "(", "a AND (b", '"', "\\", "__proto__", "\0", "\ud800", "ab ".repeat(5_000)];

/**
 * Checks that an archive keeps the promises of {@link Archive}.
 *
 * @param name - appears in the report.
 * @param create - makes an empty archive; called for each test, where vitest's `onTestFinished` can clean up.
 */
export function describeArchive(name: string, create: () => Archive | Promise<Archive>): void {
  describe(`${name} keeps the promises of an archive`, { timeout: 30_000 }, () => {
    it("gives an entry back as it was, and leaves what it was given alone", async () => {
      const archive = await create();
      const items = [{ type: "message", content: "día 1\u2028😀", extra: { deep: [null, 1.5, "", { x: [] }] } }, {}];
      const entry = freeze({ ...textEntry("abc123", "día 1", ""), items });
      await archive.put(freeze([entry]));
      expect(await archive.get("abc123")).toEqual(entry);
    });

    it("has nothing under an id that was not put, whatever that id looks like", async () => {
      const archive = await create();
      expect(await archive.get("abc")).toBeUndefined();
      await archive.put([textEntry("abc", "text")]);
      for (const id of [...hostileIds, "ab", "abcd"]) expect(await archive.get(id)).toBeUndefined();
    });

    it("either refuses an odd id or gives its entry back", async () => {
      const archive = await create();
      await archive.put([textEntry("sound", "kept")]);
      for (const id of hostileIds) {
        const entry = textEntry(id, "odd");
        const refusal = await archive.put([entry]).catch((error: unknown) => error);
        if (refusal === undefined) expect(await archive.get(id)).toEqual(entry);
        else expect(MassGenError.isInstance(refusal)).toBe(true);
      }
      expect((await archive.get("sound"))?.texts).toEqual(["kept"]);
    });

    it("takes an entry whose id is there already for the same entry", async () => {
      const archive = await create();
      await archive.put([]);
      await archive.put([textEntry("one", "first"), textEntry("one", "first"), textEntry("two", "other")]);
      await Promise.all([archive.put([textEntry("one", "first")]), archive.put([textEntry("three", "third")])]);
      expect((await archive.get("one"))?.texts).toEqual(["first"]);
      expect(await idsFound(archive, "first")).toEqual(["one"]);
      expect((await archive.get("three"))?.texts).toEqual(["third"]);
    });

    it("finds the place of a word, whatever its case, with the text around it", async () => {
      const archive = await create();
      const long = `${"noise ".repeat(5_000)}The deploy key is Falcon-7.${" noise".repeat(5_000)}`;
      await archive.put([textEntry("one", "nothing here", long), textEntry("two", "something else")]);
      const [hit, ...others] = await archive.search("FALCON");
      expect(others).toEqual([]);
      expect(hit).toMatchObject({ id: "one", item: 1 });
      expect(hit?.excerpt).toContain("deploy key is Falcon-7");
      expect(hit?.excerpt.length).toBeLessThan(1_000);
    });

    it("puts the place that matches more words first, and keeps to the limit", async () => {
      const archive = await create();
      await archive.put([
        textEntry("low", "the port of the staging server"),
        textEntry("high", "the staging database listens on port 5433"),
        ...Array.from({ length: 20 }, (_, index) => textEntry(`noise${index}`, `port number ${index}`)),
      ]);
      expect((await archive.search("staging database port"))[0]?.id).toBe("high");
      expect(await archive.search("port", { limit: 3 })).toHaveLength(3);
      expect(await archive.search("absent")).toEqual([]);
    });

    it.each([
      { script: "accented Latin", text: "La clé est dans l'École", query: "école" },
      { script: "decomposed Latin", text: "cafe\u0301 au lait", query: "café" },
      { script: "Cyrillic", text: "Пароль сервера изменён", query: "СЕРВЕРА" },
      { script: "Han", text: "昨日、設定ファイルを更新しました", query: "設定" },
      { script: "part of a name", text: "call parseConfigFile() first", query: "config" },
      { script: "beginning of a word", text: "the authentication failed", query: "authent" },
      { script: "path", text: "see src/auth/login-form.ts:42", query: "login-form.ts" },
    ])("finds words in $script", async ({ text, query }) => {
      const archive = await create();
      await archive.put([textEntry("other", "unrelated 無関係 words"), textEntry("wanted", text)]);
      expect((await archive.search(query))[0]?.id).toBe("wanted");
    });

    it("finds an entry by the beginning of its id", async () => {
      const archive = await create();
      const ids = ["3f9k2m1q8z7w", "77aa0b1c2d3e"];
      await archive.put(ids.map((id) => textEntry(id, "text")));
      for (const id of ids) expect(await idsFound(archive, id.slice(0, 9))).toEqual([id]);
    });

    it("answers any query with places that can be read", async () => {
      const archive = await create();
      await archive.put([textEntry("one", "a and b"), textEntry("two", '(a) .* \\ " __proto__ constructor')]);
      for (const query of hostileQueries) {
        for (const { id, item } of await archive.search(query)) {
          expect((await archive.get(id))?.texts[item]).toBeTypeOf("string");
        }
      }
    });

    it("finds what was put after an earlier search", async () => {
      const archive = await create();
      await archive.put([textEntry("one", "alpha")]);
      expect(await idsFound(archive, "omega")).toEqual([]);
      await archive.put([textEntry("two", "omega")]);
      expect(await idsFound(archive, "omega")).toEqual(["two"]);
    });

    it("holds what many put at once", async () => {
      const archive = await create();
      const entries = Array.from({ length: 60 }, (_, index) => textEntry(`entry${index}`, `text of number${index}`));
      await Promise.all(entries.map((entry) => archive.put([entry])));
      for (const entry of entries) expect(await archive.get(entry.id)).toEqual(entry);
      expect(await idsFound(archive, "number42")).toEqual(["entry42"]);
    });
  });
}

function textEntry(id: string, ...texts: readonly string[]): ArchiveEntry {
  const items = texts.map((content) => ({ type: "message", role: "user", content }));
  return { id, format: "openai-responses", items, texts, tokens: texts.join().length };
}

async function idsFound(archive: Archive, query: string): Promise<readonly string[]> {
  return (await archive.search(query)).map((hit) => hit.id);
}
