import { isContextOverflow, isRecord } from "@massgen/core/provider";

/** What is known of a server's error before it has a code that everyone understands. */
export interface ErrorSigns {
  readonly message: string;
  readonly status: number | undefined;
  /** The server's codes, types and names of a status, as far as they are words. */
  readonly codes: readonly string[];
  readonly metadata: unknown;
}

const quota =
  /credit balance is too low|insufficient (?:credits?|balance|funds)|requires more credits|exceeded your current quota, please check your plan and billing/i;
const badKey = /api.?key (?:is )?(?:not valid|invalid|expired)|(?:invalid|incorrect) api.?key/i;

/** OpenAI's code for what a server says in other words; otherwise the server's own, where it has one. */
export function canonicalCode({ message, status, codes, metadata }: ErrorSigns): string | undefined {
  if (isContextOverflow({ message, status })) return "context_length_exceeded";
  if (status === 402 || (status !== 429 && quota.test(message))) return "insufficient_quota";
  if ((status === 400 || status === 401) && badKey.test(message)) return "invalid_api_key";
  // OpenRouter's moderation.
  if (status === 403 && isRecord(metadata) && Array.isArray(metadata.reasons)) return "content_policy_violation";
  // Groq's limit of tokens per minute: the same request will never pass, so it is no rate limit to wait for.
  if (status === 413) return undefined;
  const code = codes.find((candidate) => !/^\d+$/.test(candidate));
  // Inside an answer, Ollama and Anthropic call their own failures so; beside a status it says nothing.
  if (code === "api_error") return status === undefined ? "server_error" : undefined;
  return code;
}
