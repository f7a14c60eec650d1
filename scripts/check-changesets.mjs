import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fromFindings } from "./check-result.mjs";
import { workspacePackages } from "./workspace.mjs";

/**
 * Checks that a changeset names every published package that changed since its last release, and only packages that
 * exist. `changeset status` asks another question: what changed since the main branch, which says nothing on that branch.
 *
 * @param {string} root
 * @returns {import("./check-result.mjs").CheckResult}
 */
export function checkChangesets(root) {
  const packages = workspacePackages(root).filter(({ manifest }) => manifest.private !== true);
  const named = changesetNames(root);
  const states = packages
    .filter(({ manifest }) => !named.has(manifest.name))
    .map((workspacePackage) => ({ ...workspacePackage, state: stateSinceRelease(root, workspacePackage) }));
  const names = packages.map(({ manifest }) => manifest.name);
  const findings = [
    ...[...named]
      .filter((name) => !names.includes(name))
      .map((name) => `A changeset names ${name}, which is not published from here.`),
    ...states
      .filter(({ state }) => state === "changed")
      .map(({ manifest }) => `${manifest.name} changed: describe it for its users with \`npm run pnpm -- changeset\`.`),
  ];
  const unknown = states.filter(({ state }) => state === "unknown");
  if (findings.length > 0 || unknown.length === 0) return fromFindings(findings);
  return {
    status: "skipped",
    reason: `this clone lacks the tag of the last release of ${unknown.map(({ manifest }) => manifest.name).join(", ")}`,
  };
}

/**
 * The packages that the front matter of the changesets names.
 *
 * @param {string} root
 */
function changesetNames(root) {
  const folder = join(root, ".changeset");
  const files = readdirSync(folder).filter((name) => name.endsWith(".md") && name !== "README.md");
  const names = files.flatMap((name) => {
    const frontMatter = /^---\n(.*?)\n---/s.exec(readFileSync(join(folder, name), "utf8"))?.[1] ?? "";
    return [...frontMatter.matchAll(/^["']?([^"':]+)["']?: *(?:major|minor|patch|none)$/gm)].map(
      ([, found = ""]) => found,
    );
  });
  return new Set(names);
}

/**
 * @param {string} root
 * @param {import("./workspace.mjs").WorkspacePackage} workspacePackage
 * @returns {"changed" | "unchanged" | "unknown"}
 */
function stateSinceRelease(root, { folder, manifest }) {
  if (manifest.version === "0.0.0") return "changed";
  const git = (/** @type {string[]} */ ...args) => spawnSync("git", args, { cwd: root, encoding: "utf8" });
  const release = `refs/tags/${manifest.name}@${manifest.version}`;
  if (git("rev-parse", "--verify", "--quiet", release).status !== 0) return "unknown";
  const shipped = ["--", folder, `:(exclude,glob)${folder}/**/*.test.ts`];
  const untracked = git("ls-files", "--others", "--exclude-standard", ...shipped).stdout !== "";
  return untracked || git("diff", "--quiet", release, ...shipped).status !== 0 ? "changed" : "unchanged";
}
