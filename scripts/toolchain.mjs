import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import process from "node:process";
import { runTool, StepFailure, step } from "./step.mjs";

/**
 * Node that runs the project where the one at hand is too old. It lives in `.tools/` and not among the dependencies: as
 * a root dev dependency its `node` would come first on the PATH of every package script, and a CI matrix would test one
 * Node three times.
 */
const pinnedNode = "24.21.0";

/**
 * What runs the project's own programs.
 *
 * @typedef {object} Toolchain
 * @property {string} node - path of the Node executable.
 * @property {string} nodeVersion - e.g. `24.21.0`.
 * @property {string} pnpm - path of pnpm's program, to be run by that Node.
 * @property {NodeJS.ProcessEnv} env - environment in which `node`, `pnpm` and the workspace's tools are found first.
 */

/**
 * Whether a Node can build and test the project: what its tools ask for together, `^22.18 || ^24.11 || >=26`.
 *
 * @param {string} version - e.g. `22.18.0`.
 */
export function isSuitableNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major >= 26 || (major === 24 && minor >= 11) || (major === 22 && minor >= 18);
}

/**
 * The npm package that holds Node's executable for a platform. It is what the package `node` fetches from an install
 * script; asked for by name it needs no script, which an npm may be set to block.
 *
 * @param {string} platform - as in `process.platform`.
 * @param {string} arch - as in `process.arch`.
 */
export function nodePackage(platform, arch) {
  return `${platform === "darwin" && arch === "arm64" ? "node-bin" : "node"}-${platform}-${arch}`;
}

/**
 * The version of pnpm that `packageManager` in package.json pins.
 *
 * @param {string} root
 */
export function pinnedPnpm(root) {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const version = /^pnpm@(\d+\.\d+\.\d+)/.exec(packageManager)?.[1];
  if (version === undefined) {
    throw new StepFailure('package.json must pin pnpm: "packageManager": "pnpm@MAJOR.MINOR.PATCH".');
  }
  return version;
}

/**
 * Makes sure that Node and pnpm are there, and installs what is missing into `.tools/`.
 *
 * @param {string} root
 * @returns {Promise<Toolchain>}
 */
export async function ensureToolchain(root) {
  const suitable = isSuitableNode(process.versions.node);
  const node = suitable ? process.execPath : await installNode(root);
  const version = pinnedPnpm(root);
  const pnpm = await installTool(root, {
    label: `Installing pnpm ${version}`,
    folder: `pnpm-${version}`,
    packageName: "pnpm",
    version,
    file: "bin/pnpm.cjs",
    reportVersion: (file) => versionOf(node, [file]),
  });
  const { PATH = "" } = process.env;
  const path = [dirname(node), join(dirname(pnpm), "../../.bin"), join(root, "node_modules/.bin"), PATH];
  return {
    node,
    nodeVersion: suitable ? process.versions.node : pinnedNode,
    pnpm,
    env: { ...process.env, PATH: path.join(delimiter) },
  };
}

/** @param {string} root */
function installNode(root) {
  return installTool(root, {
    label: `Installing Node ${pinnedNode} (this one is ${process.versions.node}; the project needs 22.18 or later)`,
    folder: `node-${pinnedNode}-${process.platform}-${process.arch}`,
    packageName: nodePackage(process.platform, process.arch),
    version: pinnedNode,
    file: "bin/node",
    reportVersion: (file) => versionOf(file, []).replace(/^v/, ""),
  });
}

/**
 * Installs one npm package into `.tools/` and answers with the path of a file in it. The work is done in a sibling
 * folder that is renamed at the end, so that an interrupted install is never taken for a finished one.
 *
 * @param {string} root
 * @param {object} tool
 * @param {string} tool.label
 * @param {string} tool.folder
 * @param {string} tool.packageName
 * @param {string} tool.version
 * @param {string} tool.file
 * @param {(file: string) => string} tool.reportVersion - asks the installed program for its version.
 */
async function installTool(root, { label, folder, packageName, version, file, reportVersion }) {
  const tools = join(root, ".tools");
  const home = join(tools, folder);
  const path = join("node_modules", packageName, file);
  if (existsSync(home)) return join(home, path);

  await step(label, async () => {
    mkdirSync(tools, { recursive: true });
    const staging = mkdtempSync(join(tools, `.${folder}-`));
    try {
      await npmInstall(staging, `${packageName}@${version}`);
      if (reportVersion(join(staging, path)) !== version) {
        throw new StepFailure(
          `${packageName}@${version} was installed but does not run on ${process.platform}-${process.arch}: install Node 24 yourself and try again with it.`,
        );
      }
      moveIntoPlace(staging, home);
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
  });
  return join(home, path);
}

/**
 * @param {string} folder
 * @param {string} specifier
 */
async function npmInstall(folder, specifier) {
  const { npm_execpath: execPath } = process.env;
  // Another package manager that runs our scripts names itself here.
  const npm = execPath && basename(execPath) === "npm-cli.js" ? [process.execPath, execPath] : ["npm"];
  const flags = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"];
  const args = [...npm.slice(1), "install", specifier, "--prefix", folder, ...flags, "--loglevel=error"];
  await runTool(
    npm[0] ?? "npm",
    args,
    { cwd: folder },
    `npm could not install ${specifier}: check the network, or a proxy or registry in your npm settings, and try again.`,
  );
}

/**
 * @param {string} staging
 * @param {string} home
 */
function moveIntoPlace(staging, home) {
  try {
    renameSync(staging, home);
  } catch (error) {
    // Another run may have finished the same install first.
    if (!existsSync(home)) throw error;
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
function versionOf(command, args) {
  return (spawnSync(command, [...args, "--version"], { encoding: "utf8" }).stdout ?? "").trim();
}
