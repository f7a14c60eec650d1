import { describe, expect, it } from "vitest";
import { parseRequired, prepareCapabilities } from "./system-packages.mjs";

/** A machine on which `commands` are installed and `installable` can be. */
function createMachine({ commands = [] as string[], canInstall = true, error = null as string | null } = {}) {
  const installed: (readonly string[])[] = [];
  const machine = {
    hasCommand: (command: string) => commands.includes(command),
    exists: () => false,
    canInstall,
    install(packages: readonly string[]) {
      installed.push(packages);
      if (error === null) commands.push("chromium", "Xvfb", "dockerd");
      return error;
    },
  };
  return { machine, installed };
}

const request = { root: "/somewhere", required: [], mayInstall: true } as const;

describe("prepareCapabilities", () => {
  it("installs nothing where no test needs anything", () => {
    const { machine, installed } = createMachine();
    expect(prepareCapabilities({ ...request, needed: [], machine })).toEqual({});
    expect(installed).toEqual([]);
  });

  it("installs in one go what is absent, and only that", () => {
    const { machine, installed } = createMachine({ commands: ["dockerd"] });
    expect(prepareCapabilities({ ...request, needed: ["chromium", "x11", "docker"], machine })).toEqual({
      chromium: { absence: null, required: false },
      x11: { absence: null, required: false },
      docker: { absence: null, required: false },
    });
    expect(installed).toEqual([["chromium", "xvfb"]]);
  });

  it.each([
    ["the run may not install", { mayInstall: false }, { canInstall: true }],
    ["the machine cannot install", { mayInstall: true }, { canInstall: false }],
  ])("names what is absent where %s", (_, permission, ability) => {
    const { machine, installed } = createMachine(ability);
    const states = prepareCapabilities({ ...request, ...permission, needed: ["x11"], required: ["x11"], machine });
    expect(states).toEqual({ x11: { absence: "not found; install Xvfb", required: true } });
    expect(installed).toEqual([]);
  });

  it("says why an install failed", () => {
    const { machine } = createMachine({ error: "E: Unable to locate package xvfb" });
    expect(prepareCapabilities({ ...request, needed: ["x11", "session-data"], machine })).toEqual({
      x11: { absence: "apt-get failed (E: Unable to locate package xvfb); install Xvfb", required: false },
      "session-data": {
        absence: "not found; name a folder with sessions in MASSGEN_SESSION_DATA",
        required: false,
      },
    });
  });
});

describe("parseRequired", () => {
  it("reads names separated by commas", () => {
    expect(parseRequired("chromium, x11,docker")).toEqual(["chromium", "x11", "docker"]);
    expect(parseRequired("")).toEqual([]);
    expect(parseRequired(undefined)).toEqual([]);
  });

  it("rejects a name that does not exist", () => {
    expect(() => parseRequired("chrome")).toThrow(
      'MASSGEN_TEST_REQUIRE names "chrome", which does not exist; it takes chromium, x11, docker, session-data.',
    );
  });
});
