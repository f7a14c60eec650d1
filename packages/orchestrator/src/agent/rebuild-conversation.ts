import { repairConversation } from "@massgen/compaction";
import type { TurnContext } from "./turn-context.ts";

/**
 * Puts the whole conversation back in place of a window that the provider cannot read, as after a change of model;
 * what a server compacted by itself stays out. Reasoning that the provider cannot read is its backend's to drop.
 */
export async function rebuildConversation({ backend, conversation, emit }: TurnContext): Promise<void> {
  const before = conversation.window();
  const { items: readable } = repairConversation(
    conversation.whole().filter(({ type }) => type !== "compaction"),
    { format: "openai-responses" },
  );
  const reason = "an opaque item could not be read, so the whole conversation was put back";
  await conversation.swap(readable, {
    type: "compaction",
    itemsBefore: before.length,
    itemsAfter: readable.length,
    inserted: readable.map((item, index) => ({ before: 0, item, covers: index === 0 ? [[0, before.length]] : [] })),
    repaired: [],
    archived: [],
    report: { strategy: "rebuild", reason, tokensBefore: 0, tokensAfter: 0 },
  });
  emit({
    type: "notice",
    code: "conversation-rebuilt",
    text: `${backend.name} cannot read an earlier compaction, so the whole conversation was put back.`,
  });
}
