import { execFile } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

it("runs to its end, with all of its assertions", async () => {
  const program = fileURLToPath(new URL("main.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=@massgen/source", program]);
  expect(stdout).toMatch(
    /^121 items: \d+ in the window, \d+ covered, all accounted for\.\nRecalled after the restart: release-4471\n$/,
  );
}, 60_000);
