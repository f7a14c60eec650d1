import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Name and version of an installed package, e.g. `ai@7.0.0`, read from the manifest above its entry point, since not every package exports it.
 *
 * @param entry - what `import.meta.resolve` says of the package.
 */
export function versionOf(name: string, entry: string): string {
  for (let folder = dirname(fileURLToPath(entry)); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = readManifest(join(folder, "package.json"));
    if (manifest?.name === name && manifest.version !== undefined) return `${name}@${manifest.version}`;
  }
  return `${name}@unknown`;
}

function readManifest(path: string): { readonly name?: string; readonly version?: string } | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
