import type { ItemAdapter, ItemFacts } from "@massgen/compaction";

/** The same adapter, which looks at each item once: a replay shows it the same ones hundreds of times. */
export function rememberingAdapter(adapter: ItemAdapter<unknown>): ItemAdapter<unknown> {
  const known = new WeakMap<WeakKey, ItemFacts>();
  return {
    format: adapter.format,
    callsShareItem: adapter.callsShareItem,
    replaceResult: (item, callId, text) => adapter.replaceResult(item, callId, text),
    replaceImages: (item, text) => adapter.replaceImages(item, text),
    answerCall: (item, call, text) => adapter.answerCall(item, call, text),
    message: (role, text) => adapter.message(role, text),
    describe(item) {
      const seen = typeof item === "object" && item !== null ? known.get(item) : undefined;
      if (seen !== undefined) return seen;
      const facts = adapter.describe(item);
      known.set(item as WeakKey, facts);
      return facts;
    },
  };
}
