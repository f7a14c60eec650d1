import type { FaraProfile } from "../profiles/fara-profile.ts";

const servers: Readonly<Record<string, string>> = {
  "5000": "vLLM with `vllm serve MODEL --port 5000 --dtype auto`",
  "8000": "vLLM with `vllm serve MODEL --dtype auto`",
  "8080": "llama.cpp with `llama-server -m MODEL.gguf --mmproj MMPROJ.gguf -c 32768`",
  "1234": "LM Studio's server with `lms server start`",
  "11434": "Ollama with `ollama serve`",
};

/** How to start what should answer at an address. */
export function startRemedy(baseURL: string): string {
  const server = servers[new URL(baseURL).port];
  return server === undefined
    ? "Check the address, and start the server that is to answer there."
    : `Start ${server}, or pass the address of another server.`;
}

/** How to give a model more context. */
export function contextRemedy(baseURL: string, { minimumContext }: FaraProfile): string {
  const ways = {
    "1234": "in LM Studio's settings of the model",
    "11434": "with OLLAMA_CONTEXT_LENGTH",
    "8080": "with `llama-server -c 32768`",
  } as const;
  const { port } = new URL(baseURL);
  const way = Object.entries(ways).find(([known]) => known === port)?.[1];
  return `Raise it to ${minimumContext} tokens at least, ${way ?? "e.g. with `vllm serve --max-model-len 32768`"}.`;
}

/** What to do where a model does not see. */
export const visionRemedy =
  "Give llama-server the model's `--mmproj` file; elsewhere load the model with its vision part, not a text-only form.";

/** What to do where memory does not suffice. */
export const memoryRemedy =
  "Use a smaller or quantised model, add `--tensor-parallel-size 2`, or lower `--max-model-len` and `--limit-mm-per-prompt`.";

/** What to do where an answer is empty. */
export const emptyRemedy =
  "Start llama-server with `--reasoning-format none`; in LM Studio and Ollama use a newer version and the model's own chat template.";

/** What to do where an answer comes as thoughts. */
export const reasoningRemedy =
  "Start llama-server with `--reasoning-format none`; it works as it is, but the server's count of tokens may be lost.";

/** What to do where a server takes no argument for the template. */
export const templateRemedy =
  "Pass extraBody: { chat_template_kwargs: undefined }, and switch the model's thinking off at the server.";
