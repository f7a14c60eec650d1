import type { Usage } from "@massgen/core";

const nothing: Usage = { inputTokens: 0, outputTokens: 0 };

/** Usages added up; a count that some of them do not have is the sum of those that do. */
export function totalUsage(usages: readonly Usage[]): Usage {
  return usages.reduce<Usage>((total, usage) => {
    const counts = new Map(Object.entries(total) as [keyof Usage, number][]);
    for (const [name, count] of Object.entries(usage) as [keyof Usage, number][]) {
      counts.set(name, (counts.get(name) ?? 0) + count);
    }
    return { ...nothing, ...Object.fromEntries(counts) };
  }, nothing);
}
