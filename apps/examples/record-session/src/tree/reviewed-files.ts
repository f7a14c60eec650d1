import { readdir } from "node:fs/promises";
import { join } from "node:path";

/**
 * Folders whose content is fetched, built or recorded, or belongs to version control; and this program, so that a session
 * does not change whenever its recorder does.
 */
const skippedFolders = new Set([
  ".cache",
  ".git",
  ".nx",
  ".tools",
  "coverage",
  "dist",
  "node_modules",
  "record-session",
  "sessions",
]);
/** Generated, or not the project's own words. */
const skippedFiles = new Set(["LICENSE", "NOTICE", "pnpm-lock.yaml"]);
const textFile = /\.(?:[cm]?[jt]s|json|md|sh|ya?ml)$/;

/** Every text file of the project's own, as paths relative to `root` in a stable order. */
export async function reviewedFiles(root: string, under = ""): Promise<readonly string[]> {
  const files: string[] = [];
  for (const entry of await readdir(join(root, under), { withFileTypes: true })) {
    const path = under === "" ? entry.name : `${under}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!skippedFolders.has(entry.name)) files.push(...(await reviewedFiles(root, path)));
    } else if (entry.isFile() && !skippedFiles.has(entry.name) && isText(entry.name)) files.push(path);
  }
  return files.sort((left, right) => (left < right ? -1 : 1));
}

function isText(name: string): boolean {
  // Other files that begin with a dot may hold what is nobody's business, such as an access token.
  return textFile.test(name) || !name.includes(".") || name === ".gitignore";
}
