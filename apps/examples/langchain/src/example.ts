import { ChatOpenAI } from "@langchain/openai";
import type { Example } from "../../shared/example.ts";
import { chatCompletions } from "../../shared/simulated-provider/protocols/chat-completions.ts";
import { runAgent } from "./agent.ts";

export const example: Example = {
  name: "LangChain",
  protocol: chatCompletions,
  keyVariable: "OPENAI_API_KEY",
  liveModel: "gpt-5.6-luna",
  run({ baseURL, apiKey, model }, assignment) {
    const configuration = baseURL === undefined ? {} : { baseURL };
    return runAgent({ model: new ChatOpenAI({ model, apiKey, configuration }), ...assignment });
  },
};
