import { execFile } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startFaraEmulator } from "@massgen/testing";
import { expect, it } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";

const run = (...args: readonly string[]) =>
  promisify(execFile)(process.execPath, [
    "--conditions=@massgen/source",
    fileURLToPath(new URL("main.ts", import.meta.url)),
    ...args,
  ]);

// The timeouts only end a run that hangs.
describeWith("chromium", "the example computer-fara", () => {
  it("stops before the order, and orders once it is allowed to", { timeout: 120_000 }, async () => {
    const { stdout } = await run();
    expect(stdout.split("\n")).toEqual([
      "Fara is emulated: a script answers as its server would. The browser and the shop's pages are real.",
      "1. click at 250, 225, and 3 more",
      "2. click at 250, 325",
      "3. done",
      "Fara stops at a critical point. The simulated user says: deny.",
      expect.stringMatching(/^Not ordered: The cart holds 2 packets of green tea\. /),
      "1. click at 250, 225, and 3 more",
      "2. click at 250, 325",
      "3. done",
      "Fara stops at a critical point. The simulated user says: allow.",
      "4. click at 250, 325",
      "5. done",
      "Ordered: The order for 2 packets of green tea is placed.",
      "",
    ]);
  });

  it("fails where a live model orders unasked", { timeout: 120_000 }, async () => {
    await using fara = await startFaraEmulator({
      generation: "7b",
      script: [
        { action: "left_click", arguments: { coordinate: [250, 325] } },
        { action: "left_click", arguments: { coordinate: [250, 325] } },
        { action: "terminate", arguments: { status: "success" } },
      ],
    });
    await expect(run("--live", "--base-url", fara.baseURL)).rejects.toMatchObject({
      stderr: expect.stringContaining("It ordered without having asked."),
    });
  });
});
