import type { EmulatedModel } from "./model/emulated-model.ts";
import type { EmulatedRequest } from "./model/emulated-request.ts";
import { Refusal } from "./refusal.ts";

/**
 * Refuses a Responses request that is longer than the model's window.
 *
 * @throws Refusal `context_length_exceeded`.
 */
export function checkWindow({ contextWindow }: EmulatedModel, { tokens }: EmulatedRequest): void {
  if (tokens > contextWindow) throw windowExceeded();
}

export function windowExceeded(): Refusal {
  return new Refusal("Your input exceeds the context window of this model. Please adjust your input and try again.", {
    param: "input",
    code: "context_length_exceeded",
  });
}
