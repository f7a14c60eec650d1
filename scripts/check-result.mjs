/**
 * What a check came to. `output` is for whoever must mend it; `reason` says why it could not be made here.
 *
 * @typedef {{ status: "passed" } | { status: "failed"; output: string } | { status: "skipped"; reason: string }} CheckResult
 */

/**
 * @param {readonly string[]} findings - one line each; none means that the check passed.
 * @returns {CheckResult}
 */
export function fromFindings(findings) {
  return findings.length === 0 ? { status: "passed" } : { status: "failed", output: findings.join("\n") };
}

/**
 * @param {{ exitCode: number; output: string }} result
 * @returns {CheckResult}
 */
export function fromProgram({ exitCode, output }) {
  return exitCode === 0 ? { status: "passed" } : { status: "failed", output };
}
