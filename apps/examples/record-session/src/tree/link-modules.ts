import { existsSync } from "node:fs";
import { mkdir, readdir, realpath, symlink } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/**
 * Gives a copied tree the installed packages of its original. A package of the tree itself is linked to its copy, so
 * that a change to one package shows where another uses it.
 */
export async function linkModules(original: string, copy: string, folder = ""): Promise<void> {
  if (existsSync(join(original, folder, "node_modules"))) {
    await linkEntries(original, copy, join(folder, "node_modules"));
  }
  for (const entry of await readdir(join(copy, folder), { withFileTypes: true })) {
    if (entry.isDirectory() && entry.name !== "node_modules")
      await linkModules(original, copy, join(folder, entry.name));
  }
}

async function linkEntries(original: string, copy: string, folder: string): Promise<void> {
  await mkdir(join(copy, folder), { recursive: true });
  for (const name of await readdir(join(original, folder))) {
    if (name.startsWith("@")) await linkEntries(original, copy, join(folder, name));
    else if (!name.startsWith(".")) {
      const target = relative(original, await realpath(join(original, folder, name)));
      const ofTree = !target.split(sep).some((part) => part === "node_modules" || part === "..");
      await symlink(join(ofTree ? copy : original, target), join(copy, folder, name));
    }
  }
}
