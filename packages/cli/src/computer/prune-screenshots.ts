import type { ConversationItem } from "@massgen/core";

/**
 * Takes old screenshots out of a conversation of OpenAI's, many at a time, so that the prompt cache survives in between.
 */
export async function pruneScreenshots(items: readonly ConversationItem[]): Promise<readonly ConversationItem[]> {
  const { compact, evictImages } = await import("@massgen/compaction");
  return (await compact(items, { target: "99%", strategies: [evictImages({ interval: 10 })] })).items;
}
