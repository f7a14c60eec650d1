import { emulatedTokens, tokensPerItem } from "../model/tokens.ts";
import { Refusal } from "../refusal.ts";
import type { PreparedRequest } from "../responses/prepare-request.ts";

/**
 * Refuses a Chat Completions request that is longer than the model's window, or would be with the answer it asks for.
 *
 * @throws Refusal `context_length_exceeded`.
 */
export function checkChatWindow(
  { model: { contextWindow }, request, given }: PreparedRequest,
  maximumOutputTokens: number | undefined,
): void {
  const { tokens } = request;
  const functions = given.rawTools.reduce<number>(
    (sum, tool) => sum + tokensPerItem + emulatedTokens(JSON.stringify(tool)),
    0,
  );
  const parts = functions > 0 ? ` (${tokens - functions} in the messages, ${functions} in the functions)` : "";
  const limit = `This model's maximum context length is ${contextWindow} tokens. However,`;
  if (tokens > contextWindow) {
    const what = functions > 0 ? "messages or functions" : "messages";
    throw exceeded(
      `${limit} your messages resulted in ${tokens} tokens${parts}. Please reduce the length of the ${what}.`,
    );
  }
  const total = tokens + (maximumOutputTokens ?? 0);
  if (total <= contextWindow) return;
  throw exceeded(
    `${limit} you requested ${total} tokens (${tokens} in the messages, ${maximumOutputTokens} in the completion). Please reduce the length of the messages or completion.`,
  );
}

function exceeded(message: string): Refusal {
  return new Refusal(message, { param: "messages", code: "context_length_exceeded" });
}
