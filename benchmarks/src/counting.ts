import { heuristicCounter } from "@massgen/compaction";
import { loadO200kCounter } from "@massgen/compaction/o200k";
import type { ConversationItem } from "@massgen/core";
import { clearMergeCache, countTokens } from "gpt-tokenizer/encoding/o200k_base";
import type { Work } from "./measure.ts";

const o200k = await loadO200kCounter();

/** Counting a session's texts, beside the tokenizer that the exact counter is built on. */
export function countingWorks(session: readonly ConversationItem[]): readonly Work[] {
  const texts = textsOf(session);
  const each = (count: (text: string) => unknown) => () => {
    for (const text of texts) count(text);
  };
  const bare = (text: string) => countTokens(text, { disallowedSpecial: new Set() });
  return [
    { name: "baseline: gpt-tokenizer alone, cold", prepare: clearMergeCache, run: each(bare) },
    { name: "count exactly, cold", prepare: clearMergeCache, run: each(o200k.count) },
    { name: "count exactly, warm", run: each(o200k.count) },
    { name: "count heuristically", run: each(heuristicCounter.count) },
  ];
}

/** Texts on which an unguarded tokenizer takes from seconds to minutes. */
export function hostileWorks(): readonly Work[] {
  const han = Array.from({ length: 200_000 }, (_, at) => String.fromCharCode(0x4e00 + ((at * 7_919) % 20_000))).join(
    "",
  );
  const bytes = Buffer.from(Array.from({ length: 750_000 }, (_, at) => (at * at * 31 + at * 17) % 251));
  const texts = {
    "1,000,000 × a": "a".repeat(1_000_000),
    "200,000 Han characters": han,
    "1 MB of base64": bytes.toString("base64"),
    "1,000,000 spaces": " ".repeat(1_000_000),
  };
  return Object.entries(texts).map(([name, text]) => ({
    name: `count ${name}, exact`,
    prepare: clearMergeCache,
    run: () => o200k.count(text),
    limit: 150,
  }));
}

function textsOf(session: readonly ConversationItem[]): readonly string[] {
  return session.flatMap((item) => {
    if (Array.isArray(item.content)) return item.content.map((part) => String(part.text));
    return [item.content, item.name, item.arguments, item.output].filter((text) => typeof text === "string");
  });
}
