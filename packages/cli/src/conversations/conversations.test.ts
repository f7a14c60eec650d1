import { rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { CompactorState } from "@massgen/compaction";
import { describe, expect, it } from "vitest";
import { type BackendChoice, resolveBackendChoice } from "../backend-options/backend-choice.ts";
import { withFolder } from "../testing/with-folder.ts";
import { isConversationId, newConversationId } from "./conversation-id.ts";
import type { ConversationSettings } from "./conversation-settings.ts";
import { findConversation } from "./find-conversation.ts";
import { listConversations } from "./list-conversations.ts";
import { type OpenConversation, openConversation } from "./open-conversation.ts";
import { stateDirectory } from "./state-directory.ts";

async function settingsIn(directory: string): Promise<ConversationSettings> {
  return { version: 1, created: "", directory, choice: await resolveBackendChoice({ model: "m" }, {}) };
}

/** Keeps a conversation in which something was said. */
async function keep(directory: string, id: string, workingDirectory: string, content = "x"): Promise<void> {
  const conversation = await openConversation({ directory, id, settings: await settingsIn(workingDirectory) });
  conversation.noteQuestion(`Question of ${id}`);
  await conversation.log.append({ type: "items", items: [{ role: "user", content }] });
  await conversation.close();
}

describe("stateDirectory", () => {
  it("follows MASSGEN_HOME, then XDG_STATE_HOME where that is absolute, then the usual place", () => {
    expect(stateDirectory({ MASSGEN_HOME: "/a", XDG_STATE_HOME: "/b" })).toBe("/a");
    expect(stateDirectory({ MASSGEN_HOME: "", XDG_STATE_HOME: "/b" })).toBe("/b/massgen");
    const usual = join(homedir(), ".local/state/massgen");
    expect(stateDirectory({ XDG_STATE_HOME: "b" })).toBe(usual);
    expect(stateDirectory({})).toBe(usual);
  });
});

describe("newConversationId", () => {
  it("names the time and is told from other words", () => {
    const id = newConversationId(new Date(Date.UTC(2026, 0, 31, 14, 25, 30)), () => 0.5);
    expect(id).toMatch(/^20260131-142530-(.)\1\1\1$/);
    expect(isConversationId(id)).toBe(true);
    for (const text of ["", "../../etc", `${id}/..`, "And now?"]) expect(isConversationId(text)).toBe(false);
  });
});

describe("conversations on disk", () => {
  const [first, second] = ["20260131-142530-aaaa", "20260131-142531-bbbb"] as const;

  it("are found by the directory in which they began, or by id", () =>
    withFolder({}, async ({ path }) => {
      await keep(path, first, "/one");
      await keep(path, second, "/two");
      expect(findConversation(true, path, "/one")).toBe(first);
      expect(findConversation(second, path, "/one")).toBe(second);
      expect(listConversations(path).map(({ settings }) => settings.title)).toEqual([
        `Question of ${second}`,
        `Question of ${first}`,
      ]);
      expect(() => findConversation("20260131-142530-zzzz", path, "/one")).toThrow("There is no conversation");
      expect(() => findConversation("../x", path, "/one")).toThrow("There is no conversation");
    }));

  it("leave nothing behind where nothing was said", () =>
    withFolder({}, async ({ path, list }) => {
      const conversation = await openConversation({ directory: path, id: first, settings: await settingsIn("/one") });
      conversation.saveChoice((await settingsIn("/one")).choice);
      await conversation.close();
      expect(await list()).toEqual([]);
    }));

  it.each([
    ["missing", undefined, { title: "x", directory: "?" }],
    ["damaged", '{"version":1', { title: "x", directory: "?" }],
    ["of another shape", '{"version":1,"title":3,"choice":{}}', { title: "x", directory: "?" }],
    ["of a newer version", '{"version":2,"title":"Why?","directory":"/one"}', { title: "Why?", directory: "/one" }],
  ])("are found and listed by their log where their settings are %s", (_title, content, known) =>
    withFolder({}, async ({ path, write }) => {
      await keep(path, first, "/one");
      if (content === undefined) rmSync(join(path, first, "settings.json"));
      else await write(join(first, "settings.json"), content);
      expect(listConversations(path)).toEqual([
        { id: first, changed: expect.any(Number), settings: { ...known, choice: { model: "?" } } },
      ]);
      expect(findConversation(first, path, "/elsewhere")).toBe(first);
    }),
  );

  it("are passed over where there is no log, or nothing in it", () =>
    withFolder({}, async ({ path, write }) => {
      await keep(path, first, "/one");
      await keep(path, second, "/one");
      rmSync(join(path, first, "run.jsonl"));
      rmSync(join(path, second, "settings.json"));
      await write(
        join(second, "run.jsonl"),
        (await readFile(join(path, second, "run.jsonl"), "utf8")).split("\n")[0] ?? "",
      );
      expect(listConversations(path)).toEqual([]);
      expect(() => findConversation(first, path, "/one")).toThrow("There is no conversation");
    }));

  it("have no first words where the first line is too long for a list to read", () =>
    withFolder({}, async ({ path }) => {
      await keep(path, first, "/one", "word ".repeat(20_000));
      rmSync(join(path, first, "settings.json"));
      expect(listConversations(path)[0]?.settings.title).toBe("?");
    }));

  it("go on where only the compactor's state is damaged", () =>
    withFolder({}, async ({ path, write }) => {
      await keep(path, first, "/one");
      await write(join(first, "compactor.json"), '{"version":1,"window":"x"}');
      const opened = await openConversation({ directory: path, id: first, settings: await settingsIn("/one") });
      expect(opened.compactorState).toBeUndefined();
      expect(opened.log.conversation()).toHaveLength(1);
      await opened.close();
    }));
});

describe("a choice on trial", () => {
  const id = "20260131-142530-aaaa";
  const state = (window: number): CompactorState => ({
    version: 1,
    window,
    calibration: { scale: 1.5, observations: 3 },
    baseline: null,
    breaker: { failures: 0, tokensAtFailure: 0 },
    continuity: null,
    reportedTokens: { item: 80 },
  });

  /** Lets a test work on a conversation with the model `m`, whose window turned out to have 4,000 tokens. */
  async function tryOut(
    directory: string,
    body: (conversation: OpenConversation, other: BackendChoice) => void,
  ): Promise<{ readonly model: unknown; readonly window: unknown }> {
    const settings = await settingsIn(directory);
    const conversation = await openConversation({ directory, id, settings });
    conversation.saveChoice(settings.choice);
    conversation.noteQuestion("Hello");
    conversation.saveState(state(4_000));
    expect(conversation.earlierChoice()).toBeUndefined();
    const other = { ...settings.choice, model: "other", contextWindow: 9_000 };
    conversation.saveChoice(other);
    expect(conversation.earlierChoice()).toEqual(settings.choice);
    body(conversation, other);
    await conversation.close();
    const read = async (name: string) => JSON.parse(await readFile(join(directory, id, name), "utf8"));
    const { choice } = await read("settings.json");
    const { window, reportedTokens } = await read("compactor.json");
    expect(reportedTokens).toEqual({ item: 80 });
    return { model: choice.model, window };
  }

  it("is not stored where it was tried and never answered, and neither is its window", () =>
    withFolder({}, async ({ path }) => {
      const stored = await tryOut(path, (conversation) => {
        conversation.noteQuestion("Who?");
        conversation.saveState(state(9_000));
      });
      expect(stored).toEqual({ model: "m", window: 4_000 });
    }));

  it("is stored once it was answered", () =>
    withFolder({}, async ({ path }) => {
      const stored = await tryOut(path, (conversation) => {
        conversation.noteQuestion("Who?");
        conversation.saveState(state(8_500));
        conversation.keepChoice(state(8_500));
        expect(conversation.earlierChoice()).toBeUndefined();
      });
      expect(stored).toEqual({ model: "other", window: 8_500 });
    }));

  it("is stored where nobody tried it", () =>
    withFolder({}, async ({ path }) => {
      expect(await tryOut(path, () => undefined)).toEqual({ model: "other", window: 9_000 });
    }));

  it("ends with the choice that was there before", () =>
    withFolder({}, async ({ path }) => {
      const { choice } = await settingsIn(path);
      const stored = await tryOut(path, (conversation) => {
        conversation.saveChoice(choice);
        expect(conversation.earlierChoice()).toBeUndefined();
      });
      expect(stored).toEqual({ model: "m", window: 4_000 });
    }));
});
