import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type Compactor,
  type CompactorState,
  clearToolResults,
  createCompactor,
  deduplicate,
  window,
} from "@massgen/compaction";
import type { ConversationItem, RunLog } from "@massgen/core";
import { createFileArchive, openRunLog } from "@massgen/store";

/** A conversation on disk: what is added is safe when `add` resolves, and what compaction takes out can be recalled. */
export interface DurableConversation {
  readonly compactor: Compactor<ConversationItem>;
  readonly log: RunLog<ConversationItem>;
  /** Adds items and answers with what to send. */
  add(...items: readonly ConversationItem[]): Promise<readonly ConversationItem[]>;
  close(): Promise<void>;
}

/** Opens the conversation in a directory, or begins one; after a crash it goes on where it was. */
export async function openConversation(directory: string, contextWindow: number): Promise<DurableConversation> {
  const log = await openRunLog<ConversationItem>(join(directory, "log.jsonl"), { format: "openai-responses" });
  const statePath = join(directory, "compactor.json");
  const state = await readState(statePath);
  const compactor = createCompactor<ConversationItem>({
    contextWindow,
    format: "openai-responses",
    strategies: [deduplicate(), clearToolResults(), window()],
    archive: createFileArchive(join(directory, "archive")),
    // The log has the new window before anybody uses it: a crash in between leaves the old one.
    beforeSwap: ({ record }) => log.append(record),
    ...(state && { state }),
  });
  return {
    compactor,
    log,
    async add(...items) {
      await log.append({ type: "items", items });
      const { items: fitted } = await compactor.fit(log.window());
      await writeFile(`${statePath}.new`, JSON.stringify(compactor.state()));
      await rename(`${statePath}.new`, statePath);
      return fitted;
    },
    close: () => log.close(),
  };
}

/** Without its state the compactor only has to learn again, so a state that cannot be read is no loss. */
async function readState(path: string): Promise<CompactorState | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}
