import { bill } from "../billing.ts";
import { checkKnown, optionalText } from "../checks.ts";
import { nowInSeconds, type RequestContext } from "../emulator-state.ts";
import { checkWindow } from "../window.ts";
import { makeCompaction } from "./compaction-item.ts";
import { prepareRequest } from "./prepare-request.ts";
import { readInput } from "./read-input.ts";
import { usageObject } from "./response-object.ts";
import { retainMessages } from "./retain-messages.ts";

const known = new Set([
  ...["image", "input", "instructions", "model", "previous_response_id", "prompt_cache_key", "prompt_cache_options"],
  ...["prompt_cache_retention", "service_tier"],
]);
/** Recorded: what the pass costs beyond the window. */
const overheadTokens = 100;

/** `POST /v1/responses/compact`: the user's messages, and one opaque item for all the rest. */
export async function compactResponse(context: RequestContext): Promise<void> {
  const { state, body, answer, exchange } = context;
  checkKnown(body, known);
  optionalText(body, "instructions");
  optionalText(body, "prompt_cache_key", 64);
  const { items } = readInput(state, body);
  const { model, request, parts } = prepareRequest(context, items);
  checkWindow(model, request);
  exchange.seen = request;
  const { item, outputTokens } = makeCompaction(state, request.model, request.entries, request.tokens);
  const keepsIds = typeof body.previous_response_id === "string";
  const retained = retainMessages(items, state.settings.compactQuirks, (id) => (keepsIds && id) || state.makeId("msg"));
  const isSigned = state.settings.compactQuirks.includes("created-by");
  const billed = bill(context, parts, {
    inputTokens: request.tokens + overheadTokens,
    outputTokens,
    reasoningTokens: 0,
  });
  await answer.json(200, {
    id: state.makeId("resp"),
    object: "response.compaction",
    created_at: nowInSeconds(state),
    output: [...retained, isSigned ? { ...item, created_by: "emulator" } : item],
    usage: usageObject(billed),
  });
}
