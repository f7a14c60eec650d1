import { BackendError, type BackendRequest } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { type CallOptions, call } from "./connection/call.ts";
import { invalidResponse } from "./connection/own-failures.ts";
import { createRequestInput } from "./items/request-input.ts";
import { requestBody } from "./request/request-body.ts";
import type { ResolvedSettings } from "./settings/resolve-settings.ts";

/** Fields of a request that count; the counting endpoint knows no others of those that are written here. */
const counted: ReadonlySet<string> = new Set([
  "model",
  "instructions",
  "tools",
  "tool_choice",
  "parallel_tool_calls",
  "reasoning",
  "text",
  "truncation",
  "input",
]);

/**
 * Tokens of a request by `POST /responses/input_tokens`, images, files and tools included. The provider checks the
 * request as if it were to answer it: a call without its output is refused.
 *
 * @throws BackendError; the signal's reason on abort.
 */
export async function countTokens(
  request: BackendRequest,
  settings: ResolvedSettings,
  options: CallOptions,
  signal: AbortSignal | undefined,
): Promise<number> {
  const { name: backend, model, stored, support } = settings;
  const conversation = createRequestInput(settings);
  const body = () => {
    const input = conversation.write(request.items, !stored);
    const whole = requestBody(request, { backend, model, input, stored, encryptedReasoning: false });
    return Object.fromEntries(Object.entries(whole).filter(([field]) => counted.has(field)));
  };
  try {
    const plan = { path: "/responses/input_tokens", body, adapt: conversation.adapt };
    const answer = await call(plan, options, signal);
    conversation.accepted();
    if (isRecord(answer) && typeof answer.input_tokens === "number") {
      support.record("tokenCount", "supported");
      return answer.input_tokens;
    }
  } catch (error) {
    if (BackendError.isInstance(error) && error.code === "unsupported") support.record("tokenCount", "unsupported");
    throw error;
  }
  throw invalidResponse("it counts no input_tokens", options.connection.context());
}
