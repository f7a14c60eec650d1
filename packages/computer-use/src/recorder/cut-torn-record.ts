import { type FileHandle, open } from "node:fs/promises";
import { isBeginning } from "./read-records.ts";

const blockBytes = 64 * 1024;

/**
 * Takes away what a crash has left of a last record.
 *
 * @returns false where the file is none of a run; it is left as it is then.
 */
export async function cutTornRecord(path: string): Promise<boolean> {
  const file = await open(path, "r+");
  try {
    const { size } = await file.stat();
    const end = await endOfLastLine(file, size);
    if (end === size) return true;
    if (end === 0) {
      // Nothing was done before the first record was whole.
      const { buffer, bytesRead } = await file.read(Buffer.alloc(100), 0, 100, 0);
      if (!isBeginning(buffer.subarray(0, bytesRead).toString())) return false;
    }
    await file.truncate(end);
    return true;
  } finally {
    await file.close();
  }
}

/** Bytes up to and with the last line feed; 0 where there is none. */
async function endOfLastLine(file: FileHandle, size: number): Promise<number> {
  const block = Buffer.alloc(blockBytes);
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - blockBytes);
    const { bytesRead } = await file.read(block, 0, end - start, start);
    const place = block.subarray(0, bytesRead).lastIndexOf(0x0a);
    if (place >= 0) return start + place + 1;
    end = start;
  }
  return 0;
}
