import { readSessionLog } from "../read-session-log.ts";

// Reads the log that is named, as a process of its own, and says what it took: its memory is that of nothing else.
const [path = ""] = process.argv.slice(2);
const { items, calls, skipped } = await readSessionLog(path);
const { maxRSS } = process.resourceUsage();
process.stdout.write(JSON.stringify({ items: items.length, calls: calls.length, skipped, kilobytes: maxRSS }));
