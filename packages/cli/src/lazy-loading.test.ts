import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

/** Packages that a module brings along when it is loaded, through all that it imports at once. */
function packagesOf(path: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(path)) return new Set();
  seen.add(path);
  const source = readFileSync(path, "utf8").replaceAll(/^import type [\s\S]*?;$/gm, "");
  const specifiers = [...source.matchAll(/^import (?:[^"()]*? from )?"([^"]+)"/gm)].map(
    ([, specifier = ""]) => specifier,
  );
  return new Set(
    specifiers.flatMap((specifier) => {
      if (!specifier.startsWith(".")) return [specifier];
      return specifier.endsWith(".ts") ? [...packagesOf(join(dirname(path), specifier), seen)] : [];
    }),
  );
}

describe("lazy loading", () => {
  const load = (name: string) => [...packagesOf(join(import.meta.dirname, name))];

  it("answers a request for help with nothing but its texts", () => {
    expect(load("massgen.ts")).toEqual([]);
  });

  it("reads the command line without any command's own parts", () => {
    expect(load("program.ts").toSorted()).toEqual(["@massgen/core", "commander"]);
  });

  it.each(["chat/run-chat.ts", "ask/run-ask.ts", "run-compact.ts"])("loads no protocol with %s", (name) => {
    const packages = load(name);
    expect(packages).toContain("@massgen/compaction");
    expect(packages.filter((each) => /backend|openai$/.test(each))).toEqual([]);
  });
});
