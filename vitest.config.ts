import { defineConfig } from "vitest/config";
import CapabilityReporter from "./scripts/test-support/capability-reporter.ts";
import SummaryReporter from "./scripts/test-support/summary-reporter.ts";

export default defineConfig({
  // Packages are tested from their sources, without a build; the rest is Vite's own list for a server.
  ssr: { resolve: { conditions: ["@massgen/source", "node", "development|production"] } },
  test: {
    include: [
      "packages/*/src/**/*.test.ts",
      "apps/examples/**/*.test.ts",
      "benchmarks/**/*.test.ts",
      "scripts/**/*.test.ts",
    ],
    // They guard against what hangs: with browsers beside it, a busy machine takes many times what it else does.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ["default", new CapabilityReporter(), new SummaryReporter()],
  },
});
