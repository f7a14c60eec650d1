import type { ItemAdapter } from "@massgen/compaction";

/** All text that an item shows a model. */
export function textOfItem(item: unknown, adapter: ItemAdapter<unknown>): string {
  return adapter
    .describe(item)
    .parts.map((part) => (part.kind === "text" ? part.text : ""))
    .join("\n");
}
