import { BackendError, type BackendRequest, type ConversationItem, type StreamOptions } from "@massgen/core";
import { compactByEndpoint } from "./compaction/endpoint-compaction.ts";
import { compactByTrigger } from "./compaction/trigger-compaction.ts";
import { countTokens } from "./count-tokens.ts";
import { isCompaction } from "./items/origin.ts";
import { planResponse } from "./request/plan-response.ts";
import type { ResolvedSettings } from "./settings/resolve-settings.ts";
import { type StreamParts, streamResponse } from "./stream/stream-response.ts";
import { stateAfter } from "./support/refusal.ts";

/** `unknown` where the request failed for another reason, which is among the errors. */
export type ProbeState = "supported" | "unsupported" | "unknown";

/** What an endpoint offers, as far as small requests tell. */
export interface ProbeResult {
  readonly endpoint: ProbeState;
  readonly trigger: ProbeState;
  /** Whether the field is accepted; some servers accept fields that they do not know. */
  readonly server: ProbeState;
  readonly countsTokens: ProbeState;
  readonly errors: readonly BackendError[];
}

const items: readonly ConversationItem[] = [{ type: "message", role: "user", content: "Say yes." }];

/** Least that the API accepts. */
const leastOutputTokens = 16;

/** Far above what a probe's conversation has, so that nothing is compacted. */
const unreachedThreshold = 100_000;

/** Failures after which every further request would fail in the same way. */
const hopeless: ReadonlySet<string> = new Set([
  "unauthenticated",
  "forbidden",
  "quota",
  "unreachable",
  "tls",
  "unknown-model",
]);

/**
 * Asks the endpoint for each of its features with the smallest request that tells, one after the other, and records
 * the answers. Costs two compactions of a message of a few words (some 100 tokens of input and some hundreds of output
 * each), one answer of at most 16 tokens, and a count, which is free.
 *
 * @throws the signal's reason on abort; other failures are in the result.
 */
export async function probe(
  settings: ResolvedSettings,
  parts: StreamParts,
  { signal }: StreamOptions = {},
): Promise<ProbeResult> {
  const { support } = settings;
  const errors: BackendError[] = [];

  const ask = async (feature: "endpoint" | "trigger" | "server" | "tokenCount", request: () => Promise<boolean>) => {
    if (errors.some((error) => hopeless.has(error.code))) return "unknown";
    try {
      const state = (await request()) ? "supported" : "unsupported";
      support.record(feature, state);
      return state;
    } catch (error) {
      signal?.throwIfAborted();
      if (!BackendError.isInstance(error)) throw error;
      if (stateAfter(error, feature === "trigger" ? "trigger" : "endpoint") === "unsupported") {
        support.record(feature, "unsupported");
        return "unsupported";
      }
      errors.push(error);
      return "unknown";
    }
  };

  const request = { items, ...(signal && { signal }) };
  const countsTokens = await ask(
    "tokenCount",
    async () => (await countTokens({ items }, settings, parts, signal)) >= 0,
  );
  const server = await ask("server", () => acceptsServerMode(settings, parts, signal));
  const endpoint = await ask("endpoint", async () => {
    const result = await compactByEndpoint(request, settings, parts);
    return result.items.some(isCompaction);
  });
  const trigger = await ask("trigger", async () => (await compactByTrigger(request, settings, parts)).items.length > 0);
  return { endpoint, trigger, server, countsTokens, errors };
}

async function acceptsServerMode(
  settings: ResolvedSettings,
  parts: StreamParts,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const request: BackendRequest = { items, maximumOutputTokens: leastOutputTokens };
  const asking = { ...settings, serverThreshold: unreachedThreshold };
  const plan = planResponse(request, asking, { asksServer: true });
  for await (const _event of streamResponse(plan, parts, signal)) {
    // Only whether it is answered counts.
  }
  return settings.support.stateOf("server") === "supported";
}
