import { homedir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { resolveBackendChoice } from "../backend-options/backend-choice.ts";
import { withFolder } from "../testing/with-folder.ts";
import { isConversationId, newConversationId } from "./conversation-id.ts";
import type { ConversationSettings } from "./conversation-settings.ts";
import { findConversation } from "./find-conversation.ts";
import { listConversations } from "./list-conversations.ts";
import { openConversation } from "./open-conversation.ts";
import { stateDirectory } from "./state-directory.ts";

async function settingsIn(directory: string): Promise<ConversationSettings> {
  return { version: 1, created: "", directory, choice: await resolveBackendChoice({ model: "m" }, {}) };
}

/** Keeps a conversation in which something was said. */
async function keep(directory: string, id: string, workingDirectory: string): Promise<void> {
  const conversation = await openConversation({ directory, id, settings: await settingsIn(workingDirectory) });
  conversation.noteQuestion(`Question of ${id}`);
  await conversation.log.append({ type: "items", items: [{ role: "user", content: "x" }] });
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

  it("are passed over where their settings are damaged, and go on where only the compactor's state is", () =>
    withFolder({}, async ({ path, write }) => {
      await keep(path, first, "/one");
      await keep(path, second, "/one");
      await write(join(second, "settings.json"), '{"version":1');
      await write(join(first, "compactor.json"), '{"version":1,"window":"x"}');
      expect(listConversations(path).map(({ id }) => id)).toEqual([first]);
      const opened = await openConversation({ directory: path, id: first, settings: await settingsIn("/one") });
      expect(opened.compactorState).toBeUndefined();
      expect(opened.log.conversation()).toHaveLength(1);
      await opened.close();
    }));
});
