import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

it("runs, skips with a reason, or fails a suite by what the machine has", { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "massgen-describe-with-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const summary = join(folder, "summary.json");
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const args = [vitest, "run", "--config", "scripts/test-support/fixtures/vitest.config.ts"];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, MASSGEN_TEST_SUMMARY: summary },
    encoding: "utf8",
  });

  const skip = {
    file: "scripts/test-support/fixtures/suites.ts",
    reason: "needs x11: not found; install Xvfb",
  };
  expect(JSON.parse(readFileSync(summary, "utf8"))).toEqual({ passed: 1, failed: 1, skipped: [skip, skip] });
  expect(stdout + stderr).toContain("docker is required: not found; install and start Docker");
});
