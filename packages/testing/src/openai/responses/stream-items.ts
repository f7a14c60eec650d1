import type { Fields } from "../fields.ts";
import { textChunks } from "../text-chunks.ts";

/** An event of a stream before it has its number. */
export interface StreamEvent extends Fields {
  readonly type: string;
}

export interface StreamOptions {
  /** Characters of a delta. */
  readonly chunkCharacters: number;
  /** `response.compaction.compacting` events while a compaction item is made. */
  readonly compactingEvents: number;
}

/** The events that bring one output item. */
export function* itemEvents(item: Fields, outputIndex: number, options: StreamOptions): Iterable<StreamEvent> {
  const place = { output_index: outputIndex, item_id: item.id };
  yield { type: "response.output_item.added", output_index: outputIndex, item: beginning(item) };
  if (item.type === "message") yield* messageEvents(item, place, options);
  if (item.type === "function_call") yield* callEvents(item, place, options);
  if (item.type === "reasoning") yield* summaryEvents(item, place, options);
  if (item.type === "compaction") {
    for (let count = 0; count < options.compactingEvents; count += 1)
      yield { type: "response.compaction.compacting", ...place };
  }
  yield { type: "response.output_item.done", output_index: outputIndex, item };
}

/** The item as it is announced: without what is to come, and with only a part of what is sealed. */
function beginning(item: Fields): Fields {
  switch (item.type) {
    case "message":
      return { ...item, status: "in_progress", content: [] };
    case "function_call":
      return { ...item, status: "in_progress", arguments: "" };
    case "reasoning":
      return { ...item, summary: [], encrypted_content: partOf(item.encrypted_content) };
    case "compaction":
      return { ...item, encrypted_content: partOf(item.encrypted_content) };
    default:
      return "status" in item ? { ...item, status: "in_progress" } : item;
  }
}

/** Recorded: what a stream announces of a blob is a small part of it. */
function partOf(blob: unknown): string {
  const text = String(blob);
  return text.slice(0, Math.ceil(text.length / 3));
}

function* messageEvents(item: Fields, place: Fields, { chunkCharacters }: StreamOptions): Iterable<StreamEvent> {
  for (const [index, part] of partsOf(item.content).entries()) {
    const at = { ...place, content_index: index };
    const isText = part.type === "output_text";
    const [field, name] = isText ? ["text", "output_text"] : ["refusal", "refusal"];
    const logprobs = isText ? { logprobs: [] } : {};
    const text = String(part[field]);
    yield { type: "response.content_part.added", ...at, part: { ...part, [field]: "" } };
    for (const delta of textChunks(text, chunkCharacters))
      yield { type: `response.${name}.delta`, ...at, delta, ...logprobs };
    yield { type: `response.${name}.done`, ...at, [field]: text, ...logprobs };
    yield { type: "response.content_part.done", ...at, part };
  }
}

function* callEvents(item: Fields, place: Fields, { chunkCharacters }: StreamOptions): Iterable<StreamEvent> {
  const text = String(item.arguments);
  for (const delta of textChunks(text, chunkCharacters))
    yield { type: "response.function_call_arguments.delta", ...place, delta };
  yield { type: "response.function_call_arguments.done", ...place, name: item.name, arguments: text };
}

function* summaryEvents(item: Fields, place: Fields, { chunkCharacters }: StreamOptions): Iterable<StreamEvent> {
  for (const [index, part] of partsOf(item.summary).entries()) {
    const at = { ...place, summary_index: index };
    const text = String(part.text);
    yield { type: "response.reasoning_summary_part.added", ...at, part: { ...part, text: "" } };
    for (const delta of textChunks(text, chunkCharacters))
      yield { type: "response.reasoning_summary_text.delta", ...at, delta };
    yield { type: "response.reasoning_summary_text.done", ...at, text };
    yield { type: "response.reasoning_summary_part.done", ...at, part };
  }
}

function partsOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value : [];
}
