import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { ConversationItem } from "@massgen/core";
import { inputError } from "./input-error.ts";
import { parseItems } from "./parse-items.ts";
import { prepareItems } from "./prepare-items.ts";
import { requestPlaces } from "./request-places.ts";

/** A session that can be replayed. */
export interface Session {
  readonly name: string;
  readonly items: readonly ConversationItem[];
  /** Index of the first item that each of the session's requests brought about, see `requestPlaces`. */
  readonly requests: readonly number[];
  /** Items in the file, those that cannot be replayed included. */
  readonly recordedItems: number;
}

/** A review of this repository; its model is simulated, its tools and what they answered are real. */
export const bundledSession = join(import.meta.dirname, "../../../sessions/code-review.responses.jsonl");

/** @throws MassGenError `invalid-input` */
export async function readSession(path: string): Promise<Session> {
  const name = basename(path);
  const recorded = parseItems(await readText(path), name);
  const items = prepareItems(recorded, name);
  const requests = requestPlaces(items);
  if (requests.length === 0) {
    throw inputError(`${name} holds nothing that a model answered.`, "Name the session of an agent.");
  }
  return { name, items, requests, recordedItems: recorded.length };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    const why = { ENOENT: "there is no such file", EISDIR: "it is a directory", EACCES: "it may not be read" }[code];
    throw inputError(`${path} cannot be read: ${why ?? code}.`, "Name the file of a session.", error);
  }
}
