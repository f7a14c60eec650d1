import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromFindings } from "./check-result.mjs";
import { runChild } from "./child.mjs";
import { workspacePackages } from "./workspace.mjs";

/**
 * Packs every package that is published, as it would be published, and lints the tarballs.
 *
 * @param {string} root
 */
export async function checkPackages(root) {
  const published = workspacePackages(root).filter(({ manifest }) => manifest.private !== true);
  const folder = mkdtempSync(join(tmpdir(), "massgen-packages-"));
  try {
    const findings = await Promise.all(published.map(({ manifest }) => packageFindings(root, folder, manifest)));
    return fromFindings(findings.flat());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} root
 * @param {string} folder - where the tarball goes.
 * @param {import("./workspace.mjs").Manifest} manifest
 */
async function packageFindings(root, folder, { name, exports }) {
  const tarball = join(folder, `${name.replace("/", "-")}.tgz`);
  const programs = [
    ["pnpm", "--loglevel=warn", "--filter", name, "pack", "--out", tarball],
    ["publint", "run", tarball, "--strict"],
    // A package that only brings a program has no types for anyone to resolve.
    ...(isImported(exports) ? [["attw", tarball, "--profile", "esm-only"]] : []),
  ];
  for (const [command = "", ...args] of programs) {
    const { exitCode, output } = await runChild(command, args, { cwd: root, capture: true });
    if (exitCode !== 0) return [`${name}: ${command} reports\n${output.trimEnd()}`];
  }
  return [];
}

/** @param {unknown} exports */
function isImported(exports) {
  return Object.keys(exports ?? {}).some((subpath) => subpath !== "./package.json");
}
