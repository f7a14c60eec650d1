import type { ConversationView } from "@massgen/compaction";

/** Items as one text, whole: what was said, what was called with, what came back. */
export function renderItems({ facts }: Pick<ConversationView<unknown>, "facts">, indexes: readonly number[]): string {
  return indexes
    .flatMap((index) => {
      const fact = facts[index];
      if (fact === undefined) return [];
      const texts = fact.parts.map((part) => (part.kind === "text" ? part.text : `[${part.kind}]`));
      return [`${fact.role.toUpperCase()}: ${texts.join("\n")}`];
    })
    .join("\n\n");
}
