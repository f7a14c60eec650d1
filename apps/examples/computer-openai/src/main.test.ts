import { execFile } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";

describeWith("chromium", "the example computer-openai", () => {
  // The timeout only ends a run that hangs.
  it("resolves the safety check before it acts, and keeps to its budget", { timeout: 120_000 }, async () => {
    const program = fileURLToPath(new URL("main.ts", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=@massgen/source", program]);
    expect(stdout.split("\n")).toEqual([
      "The model is emulated: a script answers over OpenAI's protocol. The browser and the page are real.",
      "",
      "The safety check is accepted:",
      "The provider doubts it: The page belongs to somebody's employer.",
      "The simulated user says: allow.",
      "1.1 click at 250, 225",
      '1.2 type "3"',
      "1.3 click at 250, 325",
      "Sent. 3 days of leave are asked for.",
      "",
      "The safety check is not accepted:",
      "The provider doubts it: The page belongs to somebody's employer.",
      "The simulated user says: deny.",
      "Nothing was done. A safety check of step 1 was not accepted: Not this week.",
      "",
      "The model comes to no end, and may spend $0.04:",
      "1.1 move to 101, 500",
      "2.1 move to 102, 500",
      "3.1 move to 103, 500",
      expect.stringMatching(/^Stopped after 3 steps and \$0\.0495\.$/),
      "",
    ]);
  });
});
