import { lstat, mkdir, mkdtemp, realpath, rm, unlink } from "node:fs/promises";
import { join } from "node:path";
import { MassGenError } from "@massgen/core";
import { keepFile } from "./keep-file.ts";

/** Where a browser puts downloads while they run, and where they are kept. */
export interface DownloadFolder {
  /** For the browser; nobody else's. */
  readonly incoming: string;
  /** Bytes that a download has in the folder so far. */
  size(guid: string): Promise<number>;
  /** @throws Error of the file system. */
  keep(guid: string, name: string): Promise<string>;
  discard(guid: string): Promise<void>;
  close(): Promise<void>;
}

/** @throws MassGenError `invalid-option` where the folder cannot be used. */
export async function openDownloadFolder(folder: string): Promise<DownloadFolder> {
  const { kept, incoming } = await prepare(folder);
  const places = (guid: string) => [join(incoming, `${guid}.crdownload`), join(incoming, guid)];
  return {
    incoming,
    async size(guid) {
      const sizes = places(guid).map((path) =>
        lstat(path).then(
          ({ size }) => size,
          () => 0,
        ),
      );
      return Math.max(...(await Promise.all(sizes)));
    },
    async keep(guid, name) {
      return keepFile(join(incoming, guid), kept, name);
    },
    async discard(guid) {
      await Promise.all(places(guid).map((path) => unlink(path).catch(() => undefined)));
    },
    close: () => rm(incoming, { recursive: true, force: true }),
  };
}

async function prepare(folder: string): Promise<{ readonly kept: string; readonly incoming: string }> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const kept = await realpath(folder);
    return { kept, incoming: await mkdtemp(join(kept, ".incoming-")) };
  } catch (cause) {
    throw new MassGenError(`The downloads folder ${folder} cannot be used.`, {
      code: "invalid-option",
      remedy: "Name a folder that exists or can be made, and that can be written to.",
      cause,
    });
  }
}
