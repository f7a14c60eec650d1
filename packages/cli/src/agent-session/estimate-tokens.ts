import { type CompactorState, createCompactor } from "@massgen/compaction";
import type { BackendRequestParts, ConversationItem } from "@massgen/core";

/** A window in which no compaction is ever due. */
const endless = 2 ** 40;

/** Tokens of a request as the compactor estimates them: by what was reported last, and a count of what is new. */
export async function estimateTokens(
  items: readonly ConversationItem[],
  parts: BackendRequestParts,
  state: CompactorState | undefined,
): Promise<number> {
  if (items.length === 0) return 0;
  const compactor = createCompactor<ConversationItem>({
    contextWindow: endless,
    format: "openai-responses",
    ...(state && { state: { ...state, window: endless } }),
  });
  const { report } = await compactor.fit(items, { request: parts });
  return report.tokensBefore;
}
