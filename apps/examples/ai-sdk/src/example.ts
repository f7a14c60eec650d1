import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { Example } from "../../shared/example.ts";
import { chatCompletions } from "../../shared/simulated-provider/protocols/chat-completions.ts";
import { runAgent } from "./agent.ts";

export const example: Example = {
  name: "AI SDK",
  protocol: chatCompletions,
  keyVariable: "OPENAI_API_KEY",
  liveModel: "gpt-5.6-luna",
  run({ baseURL = "https://api.openai.com/v1", apiKey, model }, assignment) {
    const provider = createOpenAICompatible({ name: "openai", baseURL, apiKey });
    return runAgent({ model: provider(model), ...assignment });
  },
};
