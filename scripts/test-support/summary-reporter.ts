import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Reporter, SerializedError, TestModule } from "vitest/node";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a run of vitest came to. */
export interface TestSummary {
  readonly passed: number;
  /** Failed tests, test files that could not be loaded, and errors outside any test. */
  readonly failed: number;
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

/**
 * After a run: writes a {@link TestSummary} to the file that `MASSGEN_TEST_SUMMARY` names. Vitest's own JSON report knows
 * neither why a test was skipped nor, in its counts, that a file could not be loaded.
 */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const { MASSGEN_TEST_SUMMARY } = process.env;
    if (MASSGEN_TEST_SUMMARY === undefined) return;
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const brokenFiles = modules.filter((module) => module.errors().length > 0).length;
    const summary: TestSummary = {
      passed: count("passed"),
      failed: count("failed") + brokenFiles + unhandledErrors.length,
      skipped: tests.flatMap((test) => {
        const result = test.result();
        if (result.state !== "skipped") return [];
        const reason = test.meta().skipReason ?? result.note ?? "left out by a filter";
        return [{ file: relative(root, test.module.moduleId), reason }];
      }),
    };
    writeFileSync(MASSGEN_TEST_SUMMARY, JSON.stringify(summary));
  }
}
