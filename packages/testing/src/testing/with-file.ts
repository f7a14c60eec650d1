import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file that is gone after use. */
export interface TemporaryFile extends AsyncDisposable {
  readonly path: string;
}

/** Writes a file into a folder of its own. */
export async function withFile(content: string): Promise<TemporaryFile> {
  const folder = await mkdtemp(join(tmpdir(), "massgen-emulator-"));
  const path = join(folder, "script.json");
  await writeFile(path, content);
  return { path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
