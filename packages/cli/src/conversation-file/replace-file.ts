import { randomUUID } from "node:crypto";
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * Writes a file so that it is at every moment either the old one or the new one, whole; a link stays a link. Synchronous,
 * so that Ctrl-C takes effect before or after it and never leaves a temporary file.
 *
 * @param mode - of a file that is not there yet; one that is keeps its own.
 */
export function replaceFile(path: string, content: string | Uint8Array, mode = 0o666): void {
  const target = followLinks(path);
  const existing = statSync(target, { throwIfNoEntry: false });
  const temporary = join(dirname(target), `.massgen-${randomUUID()}.tmp`);
  const file = openSync(temporary, "wx", existing === undefined ? mode : 0o600);
  try {
    try {
      // Goes on after a short write; one that does not, on a full disk, puts a torn file in place of a good one.
      writeFileSync(file, content);
      if (existing !== undefined) copyAccess(file, existing);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Where a link leads, also where nothing is there yet. */
function followLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
  try {
    return followLinks(resolve(dirname(path), readlinkSync(path)));
  } catch (error) {
    if (codeOf(error) !== "ENOENT" && codeOf(error) !== "EINVAL") throw error;
    return path;
  }
}

function copyAccess(file: number, { uid, gid, mode }: Stats): void {
  try {
    fchownSync(file, uid, gid);
  } catch (error) {
    // Only root may give a file to another user; the writer's own is what any other program would leave.
    if (codeOf(error) !== "EPERM") throw error;
  }
  fchmodSync(file, mode & 0o777);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
