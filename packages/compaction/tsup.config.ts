import { defineConfig } from "tsup";
import { base } from "../../tsup.base.ts";

const entries = ["index", "ai-sdk", "anthropic", "langchain", "o200k", "openai-agents", "testing"];

export default defineConfig({ ...base, entry: entries.map((name) => `src/${name}.ts`) });
