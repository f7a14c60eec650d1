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
  if (typeof output !== "string") return item;
  const { tokens } = heuristicCounter.count(output);
  if (tokens <= maximumTokens) return item;
  const entry = createArchiveEntry([item], { format: "openai-responses" });
  await archive.put([entry]);
  const characters = Math.floor((output.length * maximumTokens) / tokens);
  const head = output.slice(0, Math.floor(characters * headShare)).toWellFormed();
  const tail = output.slice(output.length - (characters - head.length)).toWellFormed();
  const left = output.length - head.length - tail.length;
  return { ...item, output: `${head}\n[massgen: ${left} characters left out here; recall ${entry.id}]\n${tail}` };
}
