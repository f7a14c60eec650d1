import { existsSync } from "node:fs";
import { isRecord } from "@massgen/core/provider";
import type { BackendChoice } from "../backend-options/backend-choice.ts";
import { readJson } from "./private-json.ts";

const settingsVersion = 1;

/** What is stored beside a conversation's log, without keys. */
export interface ConversationSettings {
  readonly version: typeof settingsVersion;
  /** ISO 8601. */
  readonly created: string;
  /** Directory in which it began. */
  readonly directory: string;
  /** Beginning of what was said first; absent before anything was. */
  readonly title?: string;
  readonly choice: BackendChoice;
}

/** Settings that do not tell which model the conversation had, and what they still tell. */
export interface UnreadSettings {
  /** What is wrong with them, e.g. `are missing`. */
  readonly problem: string;
  readonly title?: string;
  readonly directory?: string;
}

/** Settings as a file holds them, or why they cannot be used. */
export function readSettings(path: string): ConversationSettings | UnreadSettings {
  const value = readJson(path);
  if (isSettings(value)) return value;
  const { version, title, directory } = isRecord(value) ? value : {};
  const isNewer = typeof version === "number" && version > settingsVersion;
  const damaged = existsSync(path) ? "are damaged" : "are missing";
  return {
    problem: isNewer ? "are of a newer massgen" : damaged,
    ...(typeof title === "string" && { title }),
    ...(typeof directory === "string" && { directory }),
  };
}

/** Whether settings could not be used. */
export function isUnread(settings: ConversationSettings | UnreadSettings): settings is UnreadSettings {
  return "problem" in settings;
}

function isSettings(value: unknown): value is ConversationSettings {
  if (!isRecord(value) || value.version !== settingsVersion || !isRecord(value.choice)) return false;
  const { created, directory, title = "" } = value;
  const { model, baseURL, api, keyVariable, compaction, contextWindow, trigger, target } = value.choice;
  return (
    [created, directory, title, model, baseURL, api, keyVariable, compaction].every(
      (text) => typeof text === "string",
    ) && [contextWindow, trigger, target].every((amount) => typeof amount === "number" && amount > 0)
  );
}
