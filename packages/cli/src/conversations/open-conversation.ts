import { rmSync } from "node:fs";
import { join } from "node:path";
import type { CompactorState } from "@massgen/compaction";
import type { Archive, ConversationItem, RunLog } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { createFileArchive, openRunLog } from "@massgen/store";
import type { BackendChoice } from "../backend-options/backend-choice.ts";
import { printable } from "../render/printable.ts";
import type { ConversationSettings } from "./conversation-settings.ts";
import { readJson, writePrivateJson } from "./private-json.ts";

/** Characters of what was said first that a list shows. */
const titleLength = 72;

/** A conversation in its folder, open for writing. */
export interface OpenConversation {
  readonly id: string;
  readonly log: RunLog<ConversationItem>;
  readonly archive: Archive;
  /** What its compactor knew; `undefined` where nothing usable is stored. */
  readonly compactorState: CompactorState | undefined;
  saveState(state: CompactorState): void;
  saveChoice(choice: BackendChoice): void;
  /** Takes what is said first for the title. */
  noteQuestion(text: string): void;
  /** Gives the log free, and takes the folder away where nothing was ever said. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Directory of all conversations. */
  readonly directory: string;
  readonly id: string;
  readonly settings: ConversationSettings;
}

/**
 * Opens a conversation's folder, which is made where it is not there yet: `run.jsonl`, `archive/`, `settings.json` and
 * `compactor.json`, for their owner alone.
 *
 * @throws MassGenError `log-locked` where another program has it open, and what else `openRunLog` throws.
 */
export async function openConversation({ directory, id, settings: found }: OpenOptions): Promise<OpenConversation> {
  const folder = join(directory, id);
  const log = await openRunLog<ConversationItem>(join(folder, "run.jsonl"), { format: "openai-responses" });
  const statePath = join(folder, "compactor.json");
  let settings = found;
  const save = (changes: Partial<ConversationSettings>) => {
    settings = { ...settings, ...changes };
    writePrivateJson(join(folder, "settings.json"), settings);
  };
  return {
    id,
    log,
    archive: createFileArchive(join(folder, "archive")),
    compactorState: readState(statePath),
    saveState: (state) => writePrivateJson(statePath, state),
    saveChoice: (choice) => save({ choice }),
    noteQuestion(text) {
      if (settings.title === undefined) save({ title: printable(text.trim(), titleLength) });
    },
    async close() {
      const isEmpty = settings.title === undefined && log.conversation().length === 0;
      await log.close();
      if (isEmpty) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function readState(path: string): CompactorState | undefined {
  const value = readJson(path);
  return isState(value) ? value : undefined;
}

function isState(value: unknown): value is CompactorState {
  if (!isRecord(value)) return false;
  const { version, window, calibration, breaker, reportedTokens, continuity, baseline } = value;
  return (
    version === 1 &&
    typeof window === "number" &&
    window > 0 &&
    [calibration, breaker, reportedTokens].every(isRecord) &&
    [continuity, baseline].every((part) => part === null || isRecord(part))
  );
}
