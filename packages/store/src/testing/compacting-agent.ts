import { join } from "node:path";
import { createFileArchive } from "../archive/create-file-archive.ts";
import { openRunLog } from "../log/open-run-log.ts";
import { messages, replaceRange } from "./compaction-record.ts";

/**
 * An agent that stops where a compaction is half done: what goes is in the archive, the window is not yet another. It
 * waits there to be killed. Parameter: its folder.
 */
const folder = process.argv[2] ?? "";
const log = await openRunLog<unknown>(join(folder, "run.jsonl"), { format: "openai-responses" });
await log.append({ type: "items", items: messages(0, 6) });
const archive = createFileArchive(join(folder, "archive"));
const items = log.window().slice(1, 5);
const texts = messages(1, 5).map(({ content }) => content);
await archive.put([{ id: "3f9k", format: "openai-responses", items, texts, tokens: 40 }]);
console.log("archived");
await new Promise((resume) => setTimeout(resume, 60_000));
await log.append(replaceRange(6, [1, 5], "[4 earlier items removed; recall 3f9k]", ["3f9k"]));
