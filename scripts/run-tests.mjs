import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { runChild } from "./child.mjs";

/**
 * Runs vitest with its output in view.
 *
 * @param {string} root
 * @param {readonly string[]} args - for vitest; none means every test.
 * @returns {Promise<import("./test-support/summary-reporter.ts").TestSummary>}
 */
export async function runTests(root, args) {
  const folder = mkdtempSync(join(tmpdir(), "massgen-tests-"));
  const file = join(folder, "summary.json");
  try {
    // A reporter that is asked for replaces those of vitest.config.ts, of which two are needed.
    const asked = args.some((arg) => arg.startsWith("--reporter"));
    const reporters = asked ? ["capability", "summary"] : [];
    const flags = reporters.map((name) => `--reporter=${join(root, `scripts/test-support/${name}-reporter.ts`)}`);
    const { exitCode } = await runChild("vitest", ["run", ...flags, ...args], {
      cwd: root,
      env: { ...process.env, MASSGEN_TEST_SUMMARY: file, MASSGEN_TEST_INSTALL: "yes" },
    });
    /** @type {import("./test-support/summary-reporter.ts").TestSummary} */
    const summary = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { passed: 0, failed: 0, skipped: [] };
    // E.g. no test was found, or vitest itself broke.
    return exitCode !== 0 && summary.failed === 0 ? { ...summary, failed: 1 } : summary;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
