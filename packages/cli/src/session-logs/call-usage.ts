import type { Usage } from "@massgen/compaction";
import { readUsage } from "@massgen/compaction";
import { isRecord } from "@massgen/core/provider";

type Fields = Readonly<Record<string, unknown>>;

/** Tokens that one call can have: a hundred times today's largest windows. What says more is no usage. */
const mostTokens = 100_000_000;

/**
 * Usage out of a log, in the shape of a provider, of Codex, or of records with `input`, `output`, `cache_read` and
 * `cache_write` beside each other. `undefined` where there is none, or where all is zero, as after a call that was
 * aborted.
 */
export function callUsage(value: unknown): Usage | undefined {
  if (!isRecord(value)) return undefined;
  const usage = ofSeparateCounts(value) ?? ofCodex(value) ?? ofProvider(value);
  if (usage === undefined || usage.inputTokens + usage.outputTokens === 0) return undefined;
  return Object.values(usage).every((tokens) => tokens <= mostTokens) ? usage : undefined;
}

function ofSeparateCounts(fields: Fields): Usage | undefined {
  const input = count(fields.input);
  if (input === undefined) return undefined;
  const read = count(fields.cache_read) ?? 0;
  const written = count(fields.cache_write) ?? 0;
  return {
    inputTokens: input + read + written,
    outputTokens: count(fields.output) ?? 0,
    cachedInputTokens: read,
    cacheWriteTokens: written,
  };
}

/** Codex writes OpenAI's numbers in fields of its own. */
function ofCodex(fields: Fields): Usage | undefined {
  const inputTokens = count(fields.input_tokens);
  const cachedInputTokens = count(fields.cached_input_tokens);
  if (inputTokens === undefined || cachedInputTokens === undefined) return undefined;
  return { inputTokens, outputTokens: count(fields.output_tokens) ?? 0, cachedInputTokens };
}

function ofProvider(fields: Fields): Usage | undefined {
  try {
    return readUsage(fields);
  } catch {
    return undefined;
  }
}

function count(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}
