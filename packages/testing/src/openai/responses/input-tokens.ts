import { checkKnown } from "../checks.ts";
import type { RequestContext } from "../emulator-state.ts";
import { prepareRequest } from "./prepare-request.ts";
import { readInput } from "./read-input.ts";

const known = new Set([
  ...["conversation", "input", "instructions", "model", "parallel_tool_calls", "personality", "previous_response_id"],
  ...["reasoning", "text", "tool_choice", "tools", "truncation"],
]);

/** `POST /v1/responses/input_tokens`. Checks the input as `POST /v1/responses` does, but not the window. */
export async function countInputTokens(context: RequestContext): Promise<void> {
  const { state, body, answer, exchange } = context;
  checkKnown(body, known);
  const { request } = prepareRequest(context, readInput(state, body).items);
  exchange.seen = request;
  await answer.json(200, { object: "response.input_tokens", input_tokens: request.tokens });
}
