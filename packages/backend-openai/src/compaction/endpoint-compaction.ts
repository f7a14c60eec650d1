import type { ConversationItem, NativeCompactionRequest, NativeCompactionResult } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { type CallOptions, call } from "../connection/call.ts";
import { tagOrigin } from "../items/origin.ts";
import { toInputItems } from "../items/to-input-items.ts";
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
  { name: backend, model, origin, stored }: ResolvedSettings,
  options: CallOptions,
): Promise<NativeCompactionResult> {
  const input = toInputItems(items, { backend, origin, stateless: !stored });
  const body = { model, input, ...(cacheKey !== undefined && { prompt_cache_key: cacheKey }) };
  const answer = await call("/responses/compact", body, options, signal);
  const output = isRecord(answer) ? answer.output : undefined;
  if (!isRecord(answer) || !Array.isArray(output) || !output.every(isRecord)) {
    throw badCompaction(backend, "it has no output");
  }
  const window = output.map((item) => tagOrigin(item as ConversationItem, origin));
  return { items: window, usage: usageOfCompaction(answer.usage, backend) };
}
