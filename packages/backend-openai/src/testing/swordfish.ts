import type { ConversationItem } from "@massgen/core";
import type { EmulatedAnswer } from "@massgen/testing";
import type { OpenaiSettings } from "../settings/openai-settings.ts";
import { user } from "./items.ts";
import { type EmulationOptions, type StartedBackend, startBackend } from "./start-backend.ts";

/** A conversation whose first message a compaction has to keep, with a result that it need not keep. */
export const conversation: readonly ConversationItem[] = [
  user("The password of the day is swordfish."),
  { type: "function_call", call_id: "c1", name: "read", arguments: "{}" },
  { type: "function_call_output", call_id: "c1", output: "A long text. ".repeat(50) },
  {
    type: "message",
    role: "assistant",
    content: [{ type: "output_text", text: "I have read it.", annotations: [] }],
  },
  user("Thank you."),
];

/** Names the password, if it is in what the model sees. */
const knows: EmulatedAnswer = ({ text }) => ({ text: text.includes("swordfish") ? "swordfish" : "I forgot." });

/** Starts a backend for a model that can tell whether a compaction has kept the password; it tries everything twice. */
export function startKnowing(
  settings: Partial<OpenaiSettings> = {},
  options: EmulationOptions = {},
): Promise<StartedBackend> {
  const retries = { maximumRetries: 1, sleep: async () => {} };
  return startBackend({ retries, ...settings }, { reply: knows, ...options });
}
