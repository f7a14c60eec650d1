import { Refusal } from "../refusal.ts";

/** Body of an error of OpenAI's APIs. */
export function openaiError(message: string, param: string, code: string | null = null): object {
  return { error: { message, type: "invalid_request_error", param, code } };
}

export function invalidHistory(message: string, param: string): Refusal {
  return new Refusal("invalid-history", openaiError(message, param));
}
