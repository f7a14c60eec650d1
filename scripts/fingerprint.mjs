import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * A digest of the contents of files. It changes when one of them changes, appears, disappears or is renamed, and stays
 * the same otherwise, whatever the file times.
 *
 * @param {string} root
 * @param {readonly string[]} paths - files and folders relative to `root`; one that does not exist counts as empty.
 * @param {object} [options]
 * @param {(path: string) => boolean} [options.ignore] - told each file and folder under `paths`.
 * @param {readonly string[]} [options.extra] - further values that the work depends on, e.g. a version.
 */
export function fingerprint(root, paths, { ignore = () => false, extra = [] } = {}) {
  const hash = createHash("sha256");
  for (const value of extra) hash.update(`${value}\0`);
  for (const path of paths.flatMap((path) => files(root, path, ignore)).sort()) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/**
 * Whether a piece of work was done for this fingerprint, and what it made is still there.
 *
 * @param {string} stamp - file that {@link markDone} wrote.
 * @param {string} print
 * @param {readonly string[]} results - files and folders that the work makes.
 */
export function isDone(stamp, print, results) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === print && results.every((path) => existsSync(path));
}

/**
 * @param {string} stamp
 * @param {string} print
 */
export function markDone(stamp, print) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, print);
}

/**
 * @param {string} root
 * @param {string} path
 * @param {(path: string) => boolean} ignore
 * @returns {string[]}
 */
function files(root, path, ignore) {
  if (ignore(path) || !existsSync(join(root, path))) return [];
  try {
    return readdirSync(join(root, path)).flatMap((name) => files(root, `${path}/${name}`, ignore));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR") return [path];
    throw error;
  }
}
