import type { Backend, BackendRequest, CompactingBackend, StreamOptions } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { createResponseChains } from "./chain/response-chains.ts";
import { asksServer, type ModeFacts, offeredModes } from "./compaction/choose-mode.ts";
import { compact } from "./compaction/compact.ts";
import { createConnection } from "./connection/connection.ts";
import { countTokens } from "./count-tokens.ts";
import { type ProbeResult, probe } from "./probe.ts";
import { planResponse } from "./request/plan-response.ts";
import type { OpenaiSettings } from "./settings/openai-settings.ts";
import { type ResolvedSettings, resolveSettings } from "./settings/resolve-settings.ts";
import { streamResponse } from "./stream/stream-response.ts";

/** A model behind OpenAI's Responses API. */
export interface OpenaiBackend extends Backend, CompactingBackend {
  compact: CompactingBackend["compact"];
  countTokens(request: BackendRequest, options?: StreamOptions): Promise<number>;
  /**
   * Finds out what the endpoint offers, at the cost of a few small requests, and records it.
   *
   * @throws the signal's reason on abort; what else went wrong is in the result.
   */
  probe(options?: StreamOptions): Promise<ProbeResult>;
}

/**
 * Makes a backend for OpenAI, Azure's v1 endpoint, or another server that speaks the Responses API. Nothing is sent
 * before the first request.
 *
 * @throws MassGenError `invalid-option`
 */
export function createOpenai(settings: OpenaiSettings): OpenaiBackend {
  const resolved = resolveSettings(settings);
  const { name, model, provider, stored, support, retryPolicy, timeoutMilliseconds } = resolved;
  const connection = createConnection(settings, resolved);
  const parts = { connection, retryPolicy, timeoutMilliseconds };
  const chains = stored ? createResponseChains() : undefined;
  return {
    name,
    model,
    get capabilities() {
      return {
        provider,
        nativeCompaction: offeredModes(modeFacts(resolved)),
        countsTokens: support.stateOf("tokenCount") !== "unsupported",
      };
    },
    stream(request, { signal } = {}) {
      const options = { chains: ownsState(request) ? undefined : chains, asksServer: asksServer(modeFacts(resolved)) };
      return streamResponse(planResponse(request, resolved, options), parts, signal);
    },
    compact: (request) => compact(request, resolved, parts),
    countTokens: (request, { signal } = {}) => countTokens(request, resolved, parts, signal),
    probe: (options) => probe(resolved, parts, options),
  };
}

function modeFacts({ mode, stored, serverThreshold, support }: ResolvedSettings): ModeFacts {
  return {
    configured: mode,
    stored,
    hasServerThreshold: serverThreshold !== undefined,
    states: {
      endpoint: support.stateOf("endpoint"),
      trigger: support.stateOf("trigger"),
      server: support.stateOf("server"),
    },
  };
}

/** Whether the caller says itself where the conversation is kept. */
function ownsState({ extraBody = {} }: BackendRequest): boolean {
  if (!isRecord(extraBody)) return false;
  return ["previous_response_id", "conversation", "store"].some((field) => field in extraBody);
}
