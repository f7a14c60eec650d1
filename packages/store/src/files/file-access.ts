import * as promises from "node:fs/promises";

/** The part of `node:fs/promises` that the store uses. */
export type FileAccess = Pick<
  typeof promises,
  "copyFile" | "link" | "mkdir" | "open" | "readFile" | "readdir" | "realpath" | "rename" | "rm" | "stat" | "utimes"
>;

export const nodeFiles: FileAccess = promises;
