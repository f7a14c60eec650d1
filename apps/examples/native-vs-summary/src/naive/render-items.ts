import type { ConversationView } from "@massgen/compaction";

/** Items as one text, whole: what was said, what was called, what came back. */
export function renderItems<Item>({ facts }: ConversationView<Item>, indexes: readonly number[]): string {
  const lines = indexes.flatMap((index) => {
    const fact = facts[index];
    if (fact === undefined) return [];
    if (fact.calls.length > 0) return fact.calls.map((call) => `CALL ${call.name}: ${call.arguments}`);
    if (fact.results.length > 0) return fact.results.map((result) => `RESULT: ${result.text}`);
    return fact.parts.map(
      (part) => `${fact.role.toUpperCase()}: ${part.kind === "text" ? part.text : `[${part.kind}]`}`,
    );
  });
  return lines.join("\n\n");
}
