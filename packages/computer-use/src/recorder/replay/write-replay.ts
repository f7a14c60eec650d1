import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { recordingFailed } from "../folder-errors.ts";
import { findPicture } from "../pictures.ts";
import { readRecords } from "../read-records.ts";
import { buildReplay } from "./build-replay.ts";
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
  const data = buildReplay(records);
  let missingPictures = 0;
  const getPicture = async (id: string) => {
    const bytes = await findPicture(join(folder, "frames"), id);
    if (bytes === undefined) missingPictures += 1;
    return bytes;
  };
  const partial = `${path}.partial`;
  try {
    const file = await open(partial, "w", 0o600);
    try {
      for await (const piece of replayPage(data, getPicture)) await file.writeFile(piece);
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw recordingFailed(path, error);
  }
  return { path, steps: data.steps.length, missingPictures };
}
