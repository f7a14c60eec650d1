import { execFile } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";

describeWith("chromium", "the example computer-quick-start", () => {
  // The timeout only ends a run that hangs.
  it("runs to its end, with all of its assertions, and says that the model is simulated", {
    timeout: 120_000,
  }, async () => {
    const program = fileURLToPath(new URL("main.ts", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=@massgen/source", program]);
    expect(stdout.split("\n")).toEqual([
      "The model is simulated, a script; the browser, the page, the recording and the replay are real.",
      "1. click at 250, 225",
      '2. type "The Invisible Collection", and 1 more',
      "3. done",
      "Answer after 3 steps: Shelf 7B",
      "Pass --record DIRECTORY to keep the replay.",
      "",
    ]);
  });
});
