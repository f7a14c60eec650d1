import { aiSdk } from "./ai-sdk.ts";
import { anthropic } from "./anthropic.ts";
import type { Format } from "./detect-format.ts";
import type { ItemAdapter } from "./item-adapter.ts";
import { openaiChat } from "./openai-chat.ts";
import { openaiResponses } from "./openai-responses.ts";

const adapters = {
  "openai-responses": openaiResponses,
  "openai-chat": openaiChat,
  anthropic,
  "ai-sdk": aiSdk,
} as const satisfies Readonly<Record<Format, unknown>>;

/** The adapter of a built-in format, for items whose type the caller vouches for. */
export function adapterFor<Item>(format: Format): ItemAdapter<Item> {
  return adapters[format] as ItemAdapter<unknown> as ItemAdapter<Item>;
}
