import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import process from "node:process";

/**
 * @typedef {import("./test-support/describe-with.ts").CapabilityName} CapabilityName
 * @typedef {import("./test-support/describe-with.ts").CapabilityState} CapabilityState
 */

/**
 * What a machine has and can install; a value, so that tests can play every machine.
 *
 * @typedef {object} Machine
 * @property {(command: string) => boolean} hasCommand
 * @property {(path: string) => boolean} exists
 * @property {boolean} canInstall - root, with apt-get at hand.
 * @property {(packages: readonly string[]) => string | null} install - answers with the error, or `null`.
 */

/**
 * @typedef {object} Capability
 * @property {(machine: Machine) => boolean} isPresent
 * @property {readonly string[]} packages - Debian packages that bring it.
 * @property {string} remedy - for where we cannot install them.
 */

const { MASSGEN_SESSION_DATA, DOCKER_HOST } = process.env;

/**
 * Folder with real sessions, which are not part of the repository. Maintainers keep it in `shared` beside their clone.
 *
 * @param {string} root
 */
export function sessionDataFolder(root) {
  return resolve(root, MASSGEN_SESSION_DATA ?? "../shared/data/conversations");
}

/**
 * @param {string} root
 * @returns {Record<CapabilityName, Capability>}
 */
function capabilities(root) {
  return {
    chromium: {
      isPresent: (machine) => machine.hasCommand("chromium"),
      packages: ["chromium"],
      remedy: "install Chromium",
    },
    x11: {
      isPresent: (machine) => machine.hasCommand("Xvfb"),
      packages: ["xvfb"],
      remedy: "install Xvfb",
    },
    docker: {
      isPresent: (machine) =>
        DOCKER_HOST !== undefined || machine.exists("/var/run/docker.sock") || machine.hasCommand("dockerd"),
      packages: ["docker.io"],
      remedy: "install and start Docker",
    },
    "session-data": {
      isPresent: (machine) => machine.exists(sessionDataFolder(root)),
      packages: [],
      remedy: "name a folder with sessions in MASSGEN_SESSION_DATA",
    },
  };
}

/**
 * Reads `MASSGEN_TEST_REQUIRE`: names of capabilities, separated by commas, whose absence is a failure.
 *
 * @param {string | undefined} value
 * @returns {CapabilityName[]}
 * @throws Error for a name that does not exist.
 */
export function parseRequired(value = "") {
  const known = Object.keys(capabilities(""));
  const names = value.split(",").flatMap((name) => name.trim() || []);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new Error(`MASSGEN_TEST_REQUIRE names "${unknown}", which does not exist; it takes ${known.join(", ")}.`);
  }
  return /** @type {CapabilityName[]} */ (names);
}

/**
 * Installs what is missing of the capabilities that tests need, where it may and can, and says what is there.
 *
 * @param {object} request
 * @param {string} request.root
 * @param {readonly CapabilityName[]} request.needed
 * @param {readonly CapabilityName[]} request.required
 * @param {boolean} request.mayInstall
 * @param {Machine} request.machine
 * @returns {Partial<Record<CapabilityName, CapabilityState>>}
 */
export function prepareCapabilities({ root, needed, required, mayInstall, machine }) {
  const known = capabilities(root);
  const isAbsent = (/** @type {CapabilityName} */ name) => !known[name].isPresent(machine);
  const packages = needed.filter(isAbsent).flatMap((name) => known[name].packages);
  const attempted = packages.length > 0 && mayInstall && machine.canInstall;
  const error = attempted ? machine.install(packages) : null;

  return Object.fromEntries(
    needed.map((name) => {
      const problem = error !== null && known[name].packages.length > 0 ? `apt-get failed (${error})` : "not found";
      return [
        name,
        { absence: isAbsent(name) ? `${problem}; ${known[name].remedy}` : null, required: required.includes(name) },
      ];
    }),
  );
}

/** @type {Machine} */
export const thisMachine = {
  hasCommand,
  exists: existsSync,
  canInstall: process.getuid?.() === 0 && hasCommand("apt-get"),
  install(packages) {
    process.stderr.write(`Installing ${packages.join(", ")} with apt-get, for the tests that need them…\n`);
    const options = {
      encoding: /** @type {const} */ ("utf8"),
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    };
    for (const args of [["update"], ["install", "--yes", "--no-install-recommends", ...packages]]) {
      const { status, stderr } = spawnSync("apt-get", args, options);
      if (status !== 0) return (stderr ?? "").trim().split("\n").at(-1) ?? "";
    }
    return null;
  },
};

/** @param {string} command */
function hasCommand(command) {
  const { PATH = "" } = process.env;
  return PATH.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
