import { join } from "node:path";
import type { FileAccess } from "../files/file-access.ts";
import { listFiles } from "../retention/list-files.ts";
import { expire, type KeptFile, type Pruned, type Retention } from "../retention/retention.ts";
import { idOf, isUnfinished } from "./entry-file.ts";
import { forEach } from "./for-each.ts";

/** A file that has been unfinished for this long, in milliseconds, belongs to a process that is gone. */
const unfinishedFor = 3_600_000;

/** Deletes an archive's old entries, and what writers that died left behind. */
export async function removeExpired(
  folder: string,
  retention: Retention,
  { now, inUse, files }: { now: number; inUse: (id: string) => boolean; files: FileAccess },
): Promise<Pruned> {
  const found = await listFiles(folder, files);
  const abandoned = found.filter(({ name, modified }) => isUnfinished(name) && now - modified > unfinishedFor);
  await forEach(abandoned, (file) => removeFile(folder, file, files));
  const entries = found.filter(({ name }) => idOf(name) !== undefined);
  return expire(entries, retention, now, async (file) => {
    if (inUse(idOf(file.name) ?? "")) return false;
    await removeFile(folder, file, files);
    return true;
  });
}

/** Deletes everything that is the archive's, and nothing else. */
export async function removeAll(folder: string, files: FileAccess): Promise<void> {
  const found = await listFiles(folder, files);
  const own = found.filter(({ name }) => idOf(name) !== undefined || isUnfinished(name));
  await forEach(own, (file) => removeFile(folder, file, files));
}

function removeFile(folder: string, { name }: KeptFile, files: FileAccess): Promise<void> {
  return files.rm(join(folder, name), { force: true });
}
