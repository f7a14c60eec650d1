import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder of a test's own. */
export interface TestFolder {
  readonly path: string;
  write(name: string, content: string | Uint8Array): Promise<void>;
  read(name: string): Promise<string>;
  /** Names of all that is in it, sorted. */
  list(): Promise<readonly string[]>;
}

/** Gives a test a folder with files, and takes it away afterwards. */
export async function withFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
  body: (folder: TestFolder) => Promise<void>,
): Promise<void> {
  const path = await mkdtemp(join(tmpdir(), "massgen-cli-"));
  const folder: TestFolder = {
    path,
    write: (name, content) => writeFile(join(path, name), content),
    read: (name) => readFile(join(path, name), "utf8"),
    list: async () => (await readdir(path)).sort(),
  };
  try {
    for (const [name, content] of Object.entries(files)) await folder.write(name, content);
    await body(folder);
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
