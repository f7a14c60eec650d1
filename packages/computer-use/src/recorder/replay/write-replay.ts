import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { recordingFailed } from "../folder-errors.ts";
import { findPicture } from "../pictures.ts";
import { readRecords } from "../read-records.ts";
import { buildReplay } from "./build-replay.ts";
import type { ReplayData } from "./replay-data.ts";
import { replayPage } from "./replay-page.ts";

export interface WrittenReplay {
  readonly path: string;
  readonly steps: number;
  /** Pictures that the run names and that are not there. */
  readonly missingPictures: number;
}

/**
 * Writes the replay of a run: one HTML file that needs nothing else.
 *
 * @param folder - what `openRunFolder` has written.
 * @param path - default `replay.html` in the folder; an existing file is replaced.
 * @throws MassGenError `no-run`, `invalid-run`, `run-unwritable`.
 */
export async function writeReplay(folder: string, path: string = join(folder, "replay.html")): Promise<WrittenReplay> {
  const records = await readRecords(folder);
  const data: ReplayData = await buildReplay(records, (id) => findPicture(join(folder, "frames"), id));
  const partial = `${path}.partial`;
  try {
    const file = await open(partial, "w", 0o600);
    try {
      for (const piece of replayPage(data)) await file.writeFile(piece);
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw recordingFailed(path, error);
  }
  const missingPictures = data.pictures.filter(({ source }) => source === "").length;
  return { path, steps: data.steps.length, missingPictures };
}
