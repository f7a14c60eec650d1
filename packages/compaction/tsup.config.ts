import { defineConfig } from "tsup";
import { base } from "../../tsup.base.ts";

export default defineConfig({ ...base, entry: ["src/index.ts", "src/o200k.ts", "src/testing.ts"] });
