import { existsSync } from "node:fs";
import { join } from "node:path";
import { fromFindings } from "./check-result.mjs";
import { runChild } from "./child.mjs";
import { workspacePackages } from "./workspace.mjs";

/**
 * Type-checks each folder of the workspace that has a tsconfig.json, and the scripts.
 *
 * @param {string} root
 */
export async function checkTypes(root) {
  const folders = [...workspacePackages(root).map(({ folder }) => folder), "scripts"];
  const projects = folders.filter((folder) => existsSync(join(root, folder, "tsconfig.json")));
  const findings = [];
  for (const project of projects) {
    const { exitCode, output } = await runChild("tsc", ["--noEmit", "-p", project], { cwd: root, capture: true });
    if (exitCode !== 0) findings.push(output.trimEnd());
  }
  return fromFindings(findings);
}
