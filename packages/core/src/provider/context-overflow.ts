import { isRecord } from "../is-record.ts";

/** How providers and servers say that a request is too long, in codes and in words. */
const codes: ReadonlySet<unknown> = new Set([
  "context_length_exceeded",
  "context-overflow",
  "exceed_context_size_error",
]);
const words = [
  /exceeds? the (?:model's )?(?:maximum )?context (?:window|length|size)/i,
  /maximum context length is \d+/i,
  /prompt is too long: \d+ tokens/i,
  /exceed(?:s|ed)? (?:the )?context limit/i,
  /input is too long for (?:the )?requested model/i,
  /requested tokens \(\d+\) exceed context window/i,
  /trying to keep the first \d+ tokens when context/i,
  /context size has been exceeded/i,
  /please reduce the length of the (?:messages|prompt|input)/i,
  /longer than the (?:model's )?(?:maximum )?context length/i,
  /input token count[^.]{0,80}exceeds/i,
  /(?:exceeds?|larger than|greater than) (?:the )?(?:available|maximum) (?:context|sequence) (?:size|length)/i,
];

/**
 * Whether a provider refused a request because it is too long, so that `recover` can help. Looks at codes first, and at
 * the message of errors whose HTTP status is not that of a rate limit, which some providers word alike.
 *
 * @param error - what an SDK threw, a response's error body, or an error event of a stream.
 */
export function isContextOverflow(error: unknown): boolean {
  const seen = new Set<unknown>();
  const pending = [error];
  let limited = false;
  let matched = false;
  while (pending.length > 0 && seen.size < 50) {
    const current = pending.pop();
    if (!isRecord(current) || seen.has(current)) continue;
    seen.add(current);
    if (codes.has(current.code) || codes.has(current.type)) return true;
    limited ||= current.status === 429 || current.statusCode === 429;
    const texts = [current.message, current.responseBody].filter((text) => typeof text === "string");
    matched ||= texts.some((text) => text.includes("context_length_exceeded") || words.some((word) => word.test(text)));
    pending.push(current.error, current.cause, current.response, current.data);
  }
  return matched && !limited;
}
