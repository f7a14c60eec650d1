import { createArchiveEntry, heuristicCounter } from "@massgen/compaction";
import type { Archive, FunctionCallOutputItem } from "@massgen/core";

/** Share of a long output's text that is kept from its beginning; the rest is kept from its end. */
const headShare = 0.6;

/**
 * A tool's output with its middle left out where it is longer than allowed: one output that fills the window would leave
 * no place for the answer to it. The whole goes to the archive first, where `recall` finds it.
 */
export async function limitOutput(
  item: FunctionCallOutputItem,
  maximumTokens: number,
  archive: Archive,
): Promise<FunctionCallOutputItem> {
  const { output } = item;
  const texts =
    typeof output === "string" ? [output] : output.flatMap(({ text }) => (typeof text === "string" ? [text] : []));
  if (texts.every((text) => heuristicCounter.count(text).tokens <= maximumTokens)) return item;
  const entry = createArchiveEntry([item], { format: "openai-responses" });
  await archive.put([entry]);
  const limit = (text: string) => withoutMiddle(text, maximumTokens, entry.id);
  if (typeof output === "string") return { ...item, output: limit(output) };
  return {
    ...item,
    output: output.map((part) => (typeof part.text === "string" ? { ...part, text: limit(part.text) } : part)),
  };
}

function withoutMiddle(text: string, maximumTokens: number, id: string): string {
  const { tokens } = heuristicCounter.count(text);
  if (tokens <= maximumTokens) return text;
  const characters = Math.floor((text.length * maximumTokens) / tokens);
  const head = text.slice(0, Math.floor(characters * headShare)).toWellFormed();
  const tail = text.slice(text.length - (characters - head.length)).toWellFormed();
  const left = text.length - head.length - tail.length;
  return `${head}\n[massgen: ${left} characters left out here; recall ${id}]\n${tail}`;
}
