import { cp, mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { linkModules } from "./link-modules.ts";
import { reviewedFiles } from "./reviewed-files.ts";

/** A copy of a source tree that the agent may edit, so that a session leaves the original as it was. */
export interface Snapshot extends AsyncDisposable {
  readonly root: string;
  /** The tree that was copied. */
  readonly original: string;
}

/** Files of the tree are copied; packages that it has installed are linked, so that its tools run in the copy. */
export async function takeSnapshot(tree: string): Promise<Snapshot> {
  const original = await realpath(tree);
  const root = await realpath(await mkdtemp(join(tmpdir(), "record-session-")));
  const remove = () => rm(root, { recursive: true, force: true });
  try {
    await copyTree(original, root);
  } catch (error) {
    await remove();
    throw error;
  }
  return { root, original, [Symbol.asyncDispose]: remove };
}

async function copyTree(original: string, root: string): Promise<void> {
  for (const path of await reviewedFiles(original)) {
    await mkdir(join(root, dirname(path)), { recursive: true });
    await cp(join(original, path), join(root, path));
  }
  await linkModules(original, root);
}
