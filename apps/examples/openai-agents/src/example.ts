import { OpenAIResponsesModel } from "@openai/agents-openai";
import OpenAI from "openai";
import type { Example } from "../../shared/example.ts";
import { responses } from "../../shared/simulated-provider/protocols/responses.ts";
import { runAgent } from "./agent.ts";

export const example: Example = {
  name: "OpenAI Agents SDK",
  protocol: responses,
  keyVariable: "OPENAI_API_KEY",
  liveModel: "gpt-5.6-luna",
  run: ({ model, ...connection }, assignment) =>
    runAgent({ model: new OpenAIResponsesModel(new OpenAI(connection), model), ...assignment }),
};
