import { join } from "node:path";
import process from "node:process";
import { root } from "./bootstrap.mjs";
import { checkArrows, readArrowRules } from "./check-arrows.mjs";
import { checkChangesets } from "./check-changesets.mjs";
import { checkInstall } from "./check-install.mjs";
import { checkPackages } from "./check-packages.mjs";
import { fromFindings, fromProgram } from "./check-result.mjs";
import { checkTypes } from "./check-types.mjs";
import { runChild } from "./child.mjs";
import { runTests } from "./run-tests.mjs";
import { parseRequired } from "./system-packages.mjs";

/** @typedef {import("./check-result.mjs").CheckResult} CheckResult */

/** @type {readonly (readonly [name: string, run: () => CheckResult | Promise<CheckResult>])[]} */
const checks = [
  ["format and lint", async () => fromProgram(await tool("biome", "check", "--error-on-warnings"))],
  ["types", () => checkTypes(root)],
  ["arrows between packages", () => fromFindings(checkArrows(root, readArrowRules(join(root, "scripts/arrows.json"))))],
  ["unused code and dependencies", async () => fromProgram(await tool("knip", "--no-progress"))],
  ["packages as published", () => checkPackages(root)],
  ["installed in an empty project", () => checkInstall(root)],
  ["changesets", () => checkChangesets(root)],
];

const totals = { passed: 0, failed: 0, skipped: 0 };
const skips = /** @type {string[]} */ ([]);

/**
 * @param {string} command
 * @param {string[]} args
 */
function tool(command, ...args) {
  return runChild(command, args, { cwd: root, capture: true });
}

/** Makes each check in turn; all of them run, whatever one of them finds. */
async function runChecks() {
  for (const [name, run] of checks) {
    const start = performance.now();
    const result = await run();
    totals[result.status] += 1;
    const time = `(${((performance.now() - start) / 1000).toFixed(1)} s)`;
    if (result.status === "passed") console.log(`✓ ${name} ${time}`);
    if (result.status === "failed") console.log(`✗ ${name} ${time}\n${result.output.trimEnd()}\n`);
    if (result.status === "skipped") {
      console.log(`- ${name}: skipped`);
      skips.push(`${name}: ${result.reason}`);
    }
  }
}

/** @param {readonly string[]} testArgs - for vitest; none means every test. */
async function main(testArgs) {
  // A wrong name must not look like a requirement that was met.
  const { MASSGEN_TEST_REQUIRE } = process.env;
  parseRequired(MASSGEN_TEST_REQUIRE);
  if (testArgs.length === 0) await runChecks();
  else console.log("Only the tests that the arguments select; `npm test` alone makes every check.");

  const tests = await runTests(root, testArgs);
  totals.passed += tests.passed;
  totals.failed += tests.failed;
  totals.skipped += tests.skipped.length;
  const reasons = tests.skipped.map(({ file, reason }) => `${file}: ${reason}`);
  for (const reason of new Set(reasons)) {
    const count = reasons.filter((other) => other === reason).length;
    skips.push(`${reason} (${count} ${count === 1 ? "test" : "tests"})`);
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  totals.failed += 1;
  console.log(error instanceof Error ? error.message : error);
}
if (skips.length > 0) console.log(`\nSkipped:\n${skips.map((line) => `- ${line}`).join("\n")}`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed > 0 ? 1 : 0;
