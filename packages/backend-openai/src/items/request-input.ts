import type { BackendError, ConversationItem } from "@massgen/core";
import type { ResolvedSettings } from "../settings/resolve-settings.ts";
import { sealedReasoningOf } from "./origin.ts";
import { toInputItems } from "./to-input-items.ts";

/** The conversation as one request sends it, and sends it again where the provider cannot read the reasoning in it. */
export interface RequestInput {
  /** @throws what `toInputItems` throws. */
  write(items: readonly ConversationItem[], stateless: boolean): readonly ConversationItem[];
  /** Whether the input is another one now that avoids the error: once, without any encrypted reasoning. */
  adapt(error: BackendError): boolean;
  /** The provider took the input: what had to be left out for that is not sent again. */
  accepted(): void;
}

/**
 * Reasoning of the same origin may still be another key's, see `OriginParts`. What the provider calls undecryptable it
 * does not name reliably, so that all encrypted reasoning of the request goes, like reasoning that was made elsewhere.
 */
export function createRequestInput({ name: backend, origin, unreadable }: ResolvedSettings): RequestInput {
  let sent: readonly string[] = [];
  let withheld: readonly string[] | undefined;
  return {
    write(items, stateless) {
      const isUnreadable = withheld === undefined ? unreadable.has : () => true;
      const input = toInputItems(items, { backend, origin, stateless, isUnreadable });
      sent = input.map(sealedReasoningOf).filter((sealed) => sealed !== undefined);
      // A request that goes on from a lost response is made with more of the conversation the next time.
      if (withheld !== undefined) withheld = items.map(sealedReasoningOf).filter((sealed) => sealed !== undefined);
      return input;
    },
    adapt({ code }) {
      if (code !== "undecryptable" || withheld !== undefined || sent.length === 0) return false;
      withheld = sent;
      return true;
    },
    accepted() {
      if (withheld !== undefined) unreadable.add(withheld);
    },
  };
}
