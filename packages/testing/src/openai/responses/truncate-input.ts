import { callIdOf, type InputItem } from "./check-item.ts";
import type { PreparedRequest } from "./prepare-request.ts";

/**
 * What `truncation: "auto"` leaves: items go from the start until the rest fits, a call together with its output.
 * The last item stays.
 */
export function truncateInput({ model, request, visible }: PreparedRequest): PreparedRequest["visible"] {
  let tokens = request.tokens;
  const gone = new Set<InputItem>();
  const calls = new Set<string>();
  const last = visible.at(-1)?.item;
  for (const { item, seen } of visible) {
    const isAnswer = seen.entry.kind === "output" && calls.has(callIdOf(item));
    if (item === last || (tokens <= model.contextWindow && !isAnswer)) continue;
    tokens -= seen.tokens;
    gone.add(item);
    if (seen.entry.kind === "call") calls.add(callIdOf(item));
  }
  return visible.filter(({ item }) => !gone.has(item));
}
