import type { BackendError, BackendRequest, ConversationItem } from "@massgen/core";
import type { ResponseChains } from "../chain/response-chains.ts";
import { tagOrigin } from "../items/origin.ts";
import { createRequestInput } from "../items/request-input.ts";
import type { ResolvedSettings } from "../settings/resolve-settings.ts";
import type { ResponsePlan } from "../stream/stream-response.ts";
import { refusesEncryptedReasoning, refusesField } from "../support/refusal.ts";
import { requestBody } from "./request-body.ts";

export interface PlanOptions {
  /** Where the conversation may go on from; none where responses are not stored. */
  readonly chains?: ResponseChains | undefined;
  /** Whether the server is asked to compact while it answers. */
  readonly asksServer: boolean;
  /** Put behind the conversation, for this request only. */
  readonly trailing?: readonly ConversationItem[];
}

/** What a request was made with, and may have to do without when it is made again. */
interface Sent {
  readonly encryptedReasoning: boolean;
  readonly asksServer: boolean;
  readonly responseId: string | undefined;
}

/**
 * How a request is written, and what is done when the endpoint turns out not to know a part of it: server-side
 * compaction and encrypted reasoning are left out and remembered as missing, a response that is not stored any more is
 * forgotten and the whole conversation sent, and reasoning that the provider cannot read is left out.
 */
export function planResponse(request: BackendRequest, settings: ResolvedSettings, options: PlanOptions): ResponsePlan {
  const { name: backend, model, origin, stored, support, serverThreshold } = settings;
  const { chains, trailing = [] } = options;
  const missing = new Set<keyof Sent>();
  const input = createRequestInput(settings);
  let sent: Sent | undefined;

  const write = () => {
    const encryptedReasoning =
      !missing.has("encryptedReasoning") && support.stateOf("encryptedReasoning") !== "unsupported";
    const asksServer = options.asksServer && !missing.has("asksServer");
    const from = missing.has("responseId") ? undefined : chains?.continuationOf(request.items);
    // What the provider has lost, it cannot look up by id either.
    const stateless = !stored || missing.has("responseId");
    const fresh = input.write(request.items.slice(from?.known ?? 0), stateless);
    sent = { encryptedReasoning, asksServer, responseId: from?.responseId };
    return requestBody(request, {
      backend,
      model,
      stored,
      encryptedReasoning,
      input: [...fresh, ...trailing],
      previousResponseId: from?.responseId,
      serverThreshold: asksServer ? serverThreshold : undefined,
    });
  };

  /** What the error says is missing, of what was sent. */
  const missingOf = (error: BackendError): keyof Sent | undefined => {
    if (sent?.responseId !== undefined && error.code === "lost-response") return "responseId";
    if (sent?.asksServer && refusesField(error, "context_management")) return "asksServer";
    if (sent?.encryptedReasoning && refusesEncryptedReasoning(error)) return "encryptedReasoning";
    return undefined;
  };

  return {
    body: write,
    tag: (item) => tagOrigin(item, origin),
    adapt(error) {
      const field = missingOf(error);
      if (field === undefined) return input.adapt(error);
      missing.add(field);
      if (field === "responseId" && sent?.responseId !== undefined) chains?.forget(sent.responseId);
      if (field === "asksServer") support.record("server", "unsupported");
      if (field === "encryptedReasoning") support.record("encryptedReasoning", "unsupported");
      return true;
    },
    finished({ responseId, items }) {
      input.accepted();
      if (sent?.asksServer) support.record("server", "supported");
      if (responseId !== undefined) chains?.remember(responseId, [...request.items, ...items]);
    },
  };
}
