import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { fingerprint, isDone, markDone } from "./fingerprint.mjs";
import { main, runTool, StepFailure, step } from "./step.mjs";
import { ensureToolchain } from "./toolchain.mjs";
import { workspacePackages } from "./workspace.mjs";

/** The workspace's own folder. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Brings a clone to the point where its programs run: Node and pnpm, dependencies, build. What is done is not done
 * again; where nothing was to do, nothing is said. Everything it says goes to stderr.
 *
 * @param {object} [options]
 * @param {boolean} [options.build] - default: true.
 * @returns {Promise<import("./toolchain.mjs").Toolchain>}
 */
export async function bootstrap({ build: withBuild = true } = {}) {
  const toolchain = await ensureToolchain(root);
  const installed = await install(toolchain);
  if (withBuild) await build(toolchain, installed);
  return toolchain;
}

/**
 * @param {import("./toolchain.mjs").Toolchain} toolchain
 * @returns {Promise<string>} fingerprint of what is installed.
 */
async function install({ node, nodeVersion, pnpm, env }) {
  const packages = workspacePackages(root);
  const manifests = ["package.json", ...packages.map(({ folder }) => `${folder}/package.json`)];
  const print = fingerprint(root, ["pnpm-lock.yaml", "pnpm-workspace.yaml", ".npmrc", ...manifests], {
    extra: [process.platform, process.arch, nodeVersion.split(".")[0] ?? ""],
  });
  const results = packages.filter(hasDependencies).map(({ folder }) => join(root, folder, "node_modules"));
  if (isDone(stamp("install"), print, results)) return print;

  await step("Installing dependencies", async () => {
    // .npmrc silences npm for the sake of `npm start`; pnpm reads it too, and its errors must be seen.
    const flags = [
      "--frozen-lockfile",
      "--loglevel=info",
      "--reporter=append-only",
      "--config.confirmModulesPurge=false",
    ];
    await runTool(
      node,
      [pnpm, "install", ...flags],
      { cwd: root, env },
      "The dependencies could not be installed: see pnpm's output above. After a change of a package.json, update the lockfile with `npm run pnpm -- install`.",
    );
    markDone(stamp("install"), print);
  });
  return print;
}

/**
 * @param {import("./toolchain.mjs").Toolchain} toolchain
 * @param {string} installed - fingerprint of what is installed.
 */
async function build({ env }, installed) {
  const folders = workspacePackages(root)
    .filter(({ manifest }) => manifest.scripts?.build !== undefined)
    .map(({ folder }) => folder);
  const print = fingerprint(root, [...folders, "nx.json", "tsconfig.base.json", "tsup.base.ts"], {
    ignore: (path) => /\/(dist|node_modules)$|\.test\.ts$|\.md$/.test(path),
    extra: [installed],
  });
  const results = folders.map((folder) => join(root, folder, "dist"));
  if (isDone(stamp("build"), print, results)) return;

  await step("Building", async () => {
    rmSync(stamp("build"), { force: true });
    const args = ["run-many", "-t", "build", "--output-style=static"];
    const output = await runTool("nx", args, { cwd: root, env }, "The build failed: see its output above.");
    const missing = results.find((path) => !existsSync(path));
    if (missing !== undefined) throw new StepFailure(`The build made no ${missing}.`, { output });
    markDone(stamp("build"), print);
  });
}

/** @param {import("./workspace.mjs").WorkspacePackage} workspacePackage */
function hasDependencies({ manifest }) {
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).length > 0;
}

/**
 * Where a step notes what it was last done for: among what it made, so that both vanish together.
 *
 * @param {string} name
 */
function stamp(name) {
  return join(root, "node_modules", ".cache", "massgen", name);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    await bootstrap();
    return 0;
  });
}
