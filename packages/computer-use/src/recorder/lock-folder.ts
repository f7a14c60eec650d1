import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runInUse } from "./folder-errors.ts";
import { isGone, type LockOwner, newOwner, parseOwner } from "./lock-owner.ts";

/**
 * Keeps others from writing into a run's folder, until the function it gives is called or this process ends: the lock of
 * a process that is gone is taken over.
 *
 * @throws MassGenError `run-in-use`; what the file system throws.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, "run.lock");
  const owner = newOwner();
  // Written whole under a name of its own first: no one ever reads half an owner.
  const own = `${path}.${owner.token}`;
  try {
    await writeFile(own, JSON.stringify(owner), { mode: 0o600, flag: "wx" });
    if (!(await putInPlace(own, path))) await takeOver(own, path, folder);
  } finally {
    await rm(own, { force: true });
  }
  return async () => {
    if ((await readOwner(path))?.token === owner.token) await rm(path, { force: true });
  };
}

/** @returns whether there was no lock yet. */
async function putInPlace(own: string, path: string): Promise<boolean> {
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
  }
  try {
    // For file systems without hard links.
    await writeFile(path, await readFile(own), { mode: 0o600, flag: "wx" });
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  }
}

/** Of several that find the same dead owner only one replaces its lock, and only while it is still that owner's. */
async function takeOver(own: string, path: string, folder: string): Promise<void> {
  const holder = await readOwner(path);
  if (holder === undefined || !isGone(holder)) throw runInUse(folder, path, holder);
  const turn = `${path}.takeover`;
  if (!(await putInPlace(own, turn))) {
    const taker = await readOwner(turn);
    // A takeover that died on the way is cleared away; the next attempt finds none.
    if (taker !== undefined && isGone(taker)) await rm(turn, { force: true });
    throw runInUse(folder, path, taker);
  }
  try {
    const current = await readOwner(path);
    if (current?.token !== holder.token) throw runInUse(folder, path, current);
    await rename(own, path);
  } finally {
    await rm(turn, { force: true });
  }
}

async function readOwner(path: string): Promise<LockOwner | undefined> {
  try {
    return parseOwner(await readFile(path, "utf8"));
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
