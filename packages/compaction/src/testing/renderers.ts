import type { Format } from "../adapters/detect-format.ts";
import type { Step } from "./history.ts";
import { asAiSdk, asAnthropic, asChat, asResponses } from "./render-history.ts";

/** Writes a made-up conversation in each format. */
export const renderers: Readonly<Record<Format, (history: readonly Step[]) => readonly object[]>> = {
  "openai-responses": asResponses,
  "openai-chat": asChat,
  anthropic: asAnthropic,
  "ai-sdk": asAiSdk,
};
