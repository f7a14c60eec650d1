import Anthropic from "@anthropic-ai/sdk";
import type { Example } from "../../shared/example.ts";
import { messages } from "../../shared/simulated-provider/protocols/messages.ts";
import { runAgent } from "./agent.ts";

export const example: Example = {
  name: "Anthropic SDK, Messages API",
  protocol: messages,
  keyVariable: "ANTHROPIC_API_KEY",
  liveModel: "claude-haiku-5-5",
  run: ({ model, ...connection }, assignment) => runAgent({ client: new Anthropic(connection), model, ...assignment }),
};
