import type { FinishEvent, NativeCompactionRequest, NativeCompactionResult } from "@massgen/core";
import { isCompaction } from "../items/origin.ts";
import { planResponse } from "../request/plan-response.ts";
import type { ResolvedSettings } from "../settings/resolve-settings.ts";
import { type StreamParts, streamResponse } from "../stream/stream-response.ts";
import { badCompaction } from "./compaction-answer.ts";
import { retainUserMessages } from "./retain-user-messages.ts";

/** What OpenAI's own endpoint keeps of user messages at most, in tokens; from the sources of OpenAI's Codex. */
const maximumRetainedTokens = 64_000;

/**
 * Compacts by an ordinary request whose last item asks for it, with the same instructions and tools as any other, so
 * that the prompt cache serves it. The compaction item comes first, and behind it what the user said, which the
 * provider leaves to the client to keep.
 *
 * @throws BackendError `invalid-response` where there is not exactly one compaction item; the signal's reason on abort.
 */
export async function compactByTrigger(
  { signal, target, ...request }: NativeCompactionRequest,
  settings: ResolvedSettings,
  parts: StreamParts,
): Promise<NativeCompactionResult> {
  const { name, retainUserTokens } = settings;
  const plan = planResponse(request, settings, { asksServer: false, trailing: [{ type: "compaction_trigger" }] });
  let finish: FinishEvent | undefined;
  for await (const event of streamResponse(plan, parts, signal)) {
    if (event.type === "finish") finish = event;
  }
  const compactions = (finish?.items ?? []).filter(isCompaction);
  if (finish?.reason === "length" || finish?.reason === "content-filter") {
    throw badCompaction(name, "it ended early");
  }
  if (compactions.length !== 1) throw badCompaction(name, `it has ${compactions.length} compaction items, not 1`);
  if (finish?.usage === undefined) throw badCompaction(name, "it came without usage");
  const room = retainUserTokens ?? Math.min(maximumRetainedTokens, (target ?? Number.POSITIVE_INFINITY) / 2);
  return { items: [...compactions, ...retainUserMessages(request.items, room)], usage: finish.usage };
}
