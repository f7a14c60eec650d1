import { join } from "node:path";
import { createFileArchive } from "../archive/create-file-archive.ts";
import { openRunLog } from "../log/open-run-log.ts";

/** Appends to a log and an archive until it is killed, and says what is safe. Parameter: its folder. */
const folder = process.argv[2] ?? "";
const log = await openRunLog<string>(join(folder, "run.jsonl"), { format: "text" });
const archive = createFileArchive(join(folder, "archive"));
const filler = "é😀 filler ".repeat(500);
for (let number = log.conversation().length; ; number += 1) {
  const text = `${number} ${filler}`;
  await Promise.all([
    log.append({ type: "items", items: [text] }),
    archive.put([{ id: `entry${number}`, format: "text", items: [text], texts: [text], tokens: 1 }]),
  ]);
  process.stdout.write(`safe ${number}\n`);
}
