import { rmSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { CompactorState } from "@massgen/compaction";
import type { Archive, ConversationItem, RunLog } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { createFileArchive, openRunLog } from "@massgen/store";
import { stateForModel } from "../agent-session/compaction-settings.ts";
import type { BackendChoice } from "../backend-options/backend-choice.ts";
import { printable } from "../render/printable.ts";
import type { ConversationSettings } from "./conversation-settings.ts";
import { readJson, setAside, writePrivateJson } from "./private-json.ts";

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
  /** Takes note of a choice. One that differs from what is stored is on trial: it is stored once it was answered with. */
  saveChoice(choice: BackendChoice): void;
  /** Stores the choice that was on trial, with what its compactor knows. */
  keepChoice(state: CompactorState): void;
  /** What is stored while another choice is on trial; `undefined` where none is. */
  earlierChoice(): BackendChoice | undefined;
  /** Takes what is said first for the title. */
  noteQuestion(text: string): void;
  /** Gives the log free, and takes the folder away where nothing was ever said. A choice that nobody tried is stored. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Directory of all conversations. */
  readonly directory: string;
  readonly id: string;
  readonly settings: ConversationSettings;
  /** Whether a file with settings that cannot be used is kept under another name. Default false. */
  readonly replacesUnread?: boolean;
}

/**
 * Opens a conversation's folder, which is made where it is not there yet: `run.jsonl`, `archive/`, `settings.json` and
 * `compactor.json`, for their owner alone.
 *
 * @throws MassGenError `log-locked` where another program has it open, and what else `openRunLog` throws.
 */
export async function openConversation(options: OpenOptions): Promise<OpenConversation> {
  const { directory, id } = options;
  const folder = join(directory, id);
  const log = await openRunLog<ConversationItem>(join(folder, "run.jsonl"), { format: "openai-responses" });
  const statePath = join(folder, "compactor.json");
  const settingsPath = join(folder, "settings.json");
  const compactorState = readState(statePath);
  let { settings, replacesUnread = false } = options;
  let window = compactorState?.window ?? settings.choice.contextWindow;
  let onTrial: { readonly choice: BackendChoice; wasTried: boolean } | undefined;
  const save = (changes: Partial<ConversationSettings>) => {
    if (replacesUnread) setAside(settingsPath);
    replacesUnread = false;
    settings = { ...settings, ...changes };
    writePrivateJson(settingsPath, settings);
  };
  const saveState = (state: CompactorState) => {
    // What is learnt on trial must not be taken for the stored model's.
    if (onTrial === undefined) window = state.window;
    writePrivateJson(statePath, onTrial === undefined ? state : stateForModel(state, window));
  };
  const keep = (choice: BackendChoice, state: CompactorState | undefined) => {
    onTrial = undefined;
    if (state !== undefined) saveState(state);
    save({ choice });
  };
  return {
    id,
    log,
    archive: createFileArchive(join(folder, "archive")),
    compactorState,
    saveState,
    saveChoice(choice) {
      onTrial = isDeepStrictEqual(choice, settings.choice) ? undefined : { choice, wasTried: false };
      if (onTrial === undefined) save({ choice });
    },
    keepChoice(state) {
      if (onTrial !== undefined) keep(onTrial.choice, state);
    },
    earlierChoice: () => (onTrial === undefined ? undefined : settings.choice),
    noteQuestion(text) {
      if (onTrial !== undefined) onTrial.wasTried = true;
      if (settings.title === undefined) save({ title: titleOf(text) });
    },
    async close() {
      const isEmpty = settings.title === undefined && log.conversation().length === 0;
      try {
        if (!isEmpty && onTrial?.wasTried === false) {
          const state = readState(statePath);
          const { choice } = onTrial;
          keep(choice, state && stateForModel(state, choice.contextWindow));
        }
      } finally {
        await log.close();
      }
      if (isEmpty) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a list shows of what was said first. */
export function titleOf(text: string): string {
  return printable(text.trim(), titleLength);
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
