export { createOpenaiCompatible } from "./create-openai-compatible.ts";
export type { OpenaiCompatibleOptions } from "./openai-compatible-options.ts";
