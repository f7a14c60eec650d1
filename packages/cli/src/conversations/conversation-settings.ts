import { isRecord } from "@massgen/core/provider";
import type { BackendChoice } from "../backend-options/backend-choice.ts";
import { readJson } from "./private-json.ts";

/** What is stored beside a conversation's log, without keys. */
export interface ConversationSettings {
  readonly version: 1;
  /** ISO 8601. */
  readonly created: string;
  /** Directory in which it began. */
  readonly directory: string;
  /** Beginning of what was said first; absent before anything was. */
  readonly title?: string;
  readonly choice: BackendChoice;
}

/** Settings as a file holds them; `undefined` where it is missing or damaged. */
export function readSettings(path: string): ConversationSettings | undefined {
  const value = readJson(path);
  return isSettings(value) ? value : undefined;
}

function isSettings(value: unknown): value is ConversationSettings {
  if (!isRecord(value) || value.version !== 1 || !isRecord(value.choice)) return false;
  const { created, directory, title = "" } = value;
  const { model, baseURL, api, keyVariable, compaction, contextWindow, trigger, target } = value.choice;
  return (
    [created, directory, title, model, baseURL, api, keyVariable, compaction].every(
      (text) => typeof text === "string",
    ) && [contextWindow, trigger, target].every((amount) => typeof amount === "number")
  );
}
