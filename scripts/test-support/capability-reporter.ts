import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Reporter, TestSpecification, Vitest } from "vitest/node";
import { parseRequired, prepareCapabilities, sessionDataFolder, thisMachine } from "../system-packages.mjs";
import { declaredCapabilities } from "./declared-capabilities.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Before a run: finds out, and under `npm test` installs, what the selected test files need of the machine. A reporter
 * and not a global set-up, because only a reporter is told which files were selected.
 */
export default class CapabilityReporter implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    const { MASSGEN_TEST_REQUIRE, MASSGEN_TEST_INSTALL } = process.env;
    const files = new Set(specifications.map(({ moduleId }) => moduleId));
    const needed = new Set([...files].flatMap((file) => declaredCapabilities(file, readFileSync(file, "utf8"))));
    this.#vitest?.provide("sessionDataFolder", sessionDataFolder(root));
    this.#vitest?.provide(
      "capabilities",
      prepareCapabilities({
        root,
        needed: [...needed],
        required: parseRequired(MASSGEN_TEST_REQUIRE),
        mayInstall: MASSGEN_TEST_INSTALL === "yes",
        machine: thisMachine,
      }),
    );
  }
}
