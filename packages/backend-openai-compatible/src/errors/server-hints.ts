const usualPorts: Readonly<Record<string, string>> = {
  "11434": "Start Ollama (`ollama serve`) if it is to answer there.",
  "1234": "Start LM Studio's server (`lms server start`) if it is to answer there.",
  "8080": "Start llama.cpp's `llama-server` if it is to answer there.",
  "8000": "Start vLLM (`vllm serve MODEL`) if it is to answer there.",
};

const all = "The usual ports are 11434 for Ollama, 1234 for LM Studio, 8080 for llama.cpp and 8000 for vLLM.";

/** What to do where nothing answers at an address of this machine or network; `undefined` for a server elsewhere. */
export function startHint(baseURL: string): string | undefined {
  const { hostname, port } = new URL(baseURL);
  return usualPorts[port] ?? (isNear(hostname) ? all : undefined);
}

/** What to do where an address answers that it knows no such path; `undefined` where the address looks right. */
export function pathHint(baseURL: string): string | undefined {
  const { pathname } = new URL(baseURL);
  if (/\/chat\/completions\/?$/.test(pathname)) return "Leave /chat/completions out of baseURL; it is added.";
  return /\/v\d|\/openai|\/api/.test(pathname) ? undefined : "Most servers want baseURL to end with /v1.";
}

function isNear(hostname: string): boolean {
  return /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[::1\]|host\.docker\.internal)|\.local$/.test(
    hostname,
  );
}
