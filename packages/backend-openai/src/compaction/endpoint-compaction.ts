import type { ConversationItem, NativeCompactionRequest, NativeCompactionResult } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { type CallOptions, call } from "../connection/call.ts";
import { tagOrigin } from "../items/origin.ts";
import { createRequestInput } from "../items/request-input.ts";
import type { ResolvedSettings } from "../settings/resolve-settings.ts";
import { badCompaction, usageOfCompaction } from "./compaction-answer.ts";

/**
 * Compacts by `POST /responses/compact`. Its output is passed on as it came, since OpenAI says not to prune it; only the
 * compaction item gets its origin.
 *
 * `instructions` are not sent: the API's types call the field deprecated there, its OpenAPI document does not have it,
 * and every later request says them again. Tools have no field at all.
 *
 * @throws BackendError; the signal's reason on abort.
 */
export async function compactByEndpoint(
  { items, cacheKey, signal }: NativeCompactionRequest,
  settings: ResolvedSettings,
  options: CallOptions,
): Promise<NativeCompactionResult> {
  const { name: backend, model, origin, stored } = settings;
  const input = createRequestInput(settings);
  const body = () => ({
    model,
    input: input.write(items, !stored),
    ...(cacheKey !== undefined && { prompt_cache_key: cacheKey }),
  });
  const answer = await call({ path: "/responses/compact", body, adapt: input.adapt }, options, signal);
  input.accepted();
  const output = isRecord(answer) ? answer.output : undefined;
  if (!isRecord(answer) || !Array.isArray(output) || !output.every(isRecord)) {
    throw badCompaction(backend, "it has no output");
  }
  const window = output.map((item) => tagOrigin(item as ConversationItem, origin));
  return { items: window, usage: usageOfCompaction(answer.usage, backend) };
}
