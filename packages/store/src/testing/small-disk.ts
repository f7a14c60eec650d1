import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runAsRoot } from "./needs.ts";

/** A file system of 256 kB, in memory. */
export interface SmallDisk {
  readonly folder: string;
  /** Why there is none; `null` where there is one. */
  readonly absence: string | null;
  remove(): void;
}

export function createSmallDisk(): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), "massgen-disk-"));
  const absence = runAsRoot("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder);
  return {
    folder,
    absence,
    remove() {
      if (absence === null) runAsRoot("umount", "-l", folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
