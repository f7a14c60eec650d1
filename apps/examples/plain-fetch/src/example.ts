import process from "node:process";
import type { Example } from "../../shared/example.ts";
import { chatCompletions } from "../../shared/simulated-provider/protocols/chat-completions.ts";
import { runAgent } from "./agent.ts";

export const example: Example = {
  name: "Plain fetch, Chat Completions API",
  protocol: chatCompletions,
  keyVariable: "OPENAI_API_KEY",
  liveModel: "gpt-5.6-luna",
  run({ baseURL = process.env.OPENAI_BASE_URL ?? "https://api.openai.com/v1", ...connection }, assignment) {
    return runAgent({ baseURL, ...connection, ...assignment });
  },
};
