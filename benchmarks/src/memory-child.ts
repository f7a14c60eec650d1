import { compact } from "@massgen/compaction";
import { syntheticSession } from "./synthetic-session.ts";

/** Run by the benchmark: holds a parsed conversation, compacts it where asked, and says what the process took at most. */
const json = JSON.stringify(syntheticSession(10_000));
const session = JSON.parse(json);
if (process.argv[2] === "compact") await compact(session, { target: "25%" });
console.log(
  JSON.stringify({ bytes: json.length, peak: process.resourceUsage().maxRSS * 1_024, items: session.length }),
);
