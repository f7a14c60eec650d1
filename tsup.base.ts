import type { Options } from "tsup";

/** Build settings that every package shares; declarations come from `tsc`, which tsup cannot drive in TypeScript 7. */
export const base: Options = {
  entry: ["src/index.ts"],
  format: ["esm"],
  target: "node22",
  clean: true,
  dts: false,
  sourcemap: true,
  splitting: true,
};
