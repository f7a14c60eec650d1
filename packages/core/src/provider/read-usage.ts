import type { Usage } from "../backend/usage.ts";
import { isRecord } from "../is-record.ts";
import { MassGenError } from "../massgen-error.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the usage that a provider reported, in the shape of OpenAI's Responses or Chat Completions API, of Anthropic's
 * Messages API, of the AI SDK, or of {@link Usage} itself. Tokens read from a cache are counted once: OpenAI and the AI
 * SDK include them in the input, Anthropic reports them beside it.
 *
 * @throws MassGenError `invalid-usage` where no input tokens are found.
 */
export function readUsage(usage: unknown): Usage {
  const fields = isRecord(usage) ? usage : {};
  const input = number(fields, "inputTokens", "input_tokens", "prompt_tokens");
  if (input === undefined) {
    throw new MassGenError("The usage says nothing about input tokens.", {
      code: "invalid-usage",
      remedy: "Pass the usage object of the provider's response as it came.",
    });
  }
  const beside = number(fields, "cache_read_input_tokens");
  const written = number(fields, "cache_creation_input_tokens");
  const isAnthropic = beside !== undefined || written !== undefined;
  const details = firstRecord(fields, "input_tokens_details", "prompt_tokens_details", "inputTokenDetails");
  const outputDetails = firstRecord(fields, "output_tokens_details", "completion_tokens_details", "outputTokenDetails");
  return withoutUndefined({
    inputTokens: isAnthropic ? input + (beside ?? 0) + (written ?? 0) : input,
    outputTokens: number(fields, "outputTokens", "output_tokens", "completion_tokens") ?? 0,
    cachedInputTokens:
      beside ?? number(fields, "cachedInputTokens") ?? number(details, "cached_tokens", "cacheReadTokens"),
    cacheWriteTokens:
      written ?? number(fields, "cacheWriteTokens") ?? number(details, "cache_write_tokens", "cacheWriteTokens"),
    reasoningTokens: number(fields, "reasoningTokens") ?? number(outputDetails, "reasoning_tokens", "reasoningTokens"),
  });
}

function number(fields: Fields, ...names: readonly string[]): number | undefined {
  for (const name of names) {
    const value = fields[name];
    if (typeof value === "number" && value >= 0 && value <= Number.MAX_SAFE_INTEGER) return value;
  }
  return undefined;
}

function firstRecord(fields: Fields, ...names: readonly string[]): Fields {
  return names.map((name) => fields[name]).find(isRecord) ?? {};
}

type Optional<Value> = { readonly [Key in keyof Value]: Value[Key] | undefined };

function withoutUndefined(usage: Optional<Required<Usage>> & Pick<Usage, "inputTokens" | "outputTokens">): Usage {
  const known = Object.entries(usage).filter(([, value]) => value !== undefined);
  return { inputTokens: usage.inputTokens, outputTokens: usage.outputTokens, ...Object.fromEntries(known) };
}
