import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** Bytes, compressed, by which an application in a browser grows when it bundles the default chain and a compactor. */
export async function bundleSize(): Promise<number> {
  const contents =
    'import { compact, createCompactor } from "@massgen/compaction"; globalThis.use = [compact, createCompactor];';
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)), loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array()).length;
}
