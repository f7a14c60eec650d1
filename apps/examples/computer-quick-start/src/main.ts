import assert from "node:assert/strict";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { startSite } from "../../shared/start-site.ts";
import { library, task } from "./library.ts";
import { runTask } from "./run-task.ts";
import { scriptedLibrarian } from "./scripted-librarian.ts";

const { values } = parseArgs({ args: process.argv.slice(2), options: { record: { type: "string" } } });

console.log("The model is simulated, a script; the browser, the page, the recording and the replay are real.");
const folder = values.record ?? (await mkdtemp(join(tmpdir(), "computer-quick-start-")));
try {
  await using site = await startSite(library);
  const print = (line: string) => console.log(line);
  const { result, replay } = await runTask({
    model: scriptedLibrarian(),
    task,
    url: `${site.origin}/`,
    folder,
    print,
  });

  assert.equal(result.status, "success", result.reason);
  assert.equal(result.answer, "Shelf 7B");
  assert.deepEqual(site.sent, [{ path: "/shelf", fields: { title: "The Invisible Collection" } }]);
  assert.deepEqual([replay.steps, replay.missingPictures], [3, 0]);
  assert.ok((await stat(replay.path)).size > 10_000, "The replay holds no pictures.");
  console.log(`Answer after ${result.steps} steps: ${result.answer}`);
  console.log(values.record === undefined ? "Pass --record DIRECTORY to keep the replay." : `Open ${replay.path}`);
} finally {
  if (values.record === undefined) await rm(folder, { recursive: true });
}
