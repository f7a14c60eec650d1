/** Ways in which servers that call themselves compatible deviate from Chat Completions, by name. */
export const chatQuirks = [
  "no-usage",
  "no-index",
  "arguments-object",
  "no-call-id",
  "finish-stop-with-calls",
  "no-done",
  "json-instead-of-stream",
  "error-in-stream",
  "reasoning-content",
  "empty-choices-chunk",
  "null-content",
  "duplicate-call-ids",
  "no-key",
  "unknown-parameters",
  "comment-lines",
] as const;

/**
 * A deviation from Chat Completions:
 *
 * - `no-usage`: usage is never reported;
 * - `no-index`: deltas of tool calls have no `index`;
 * - `arguments-object`: arguments of calls are objects, not JSON text;
 * - `no-call-id`: calls have no `id`;
 * - `finish-stop-with-calls`: `finish_reason` is `stop` although there are calls;
 * - `no-done`: a stream ends without `[DONE]`;
 * - `json-instead-of-stream`: a stream is asked for and JSON comes;
 * - `error-in-stream`: the stream begins and then holds an error;
 * - `reasoning-content`: reasoning comes as `reasoning_content`;
 * - `empty-choices-chunk`: a stream begins with a chunk without choices;
 * - `null-content`: each delta also has `content: null`;
 * - `duplicate-call-ids`: all calls of an answer have one id;
 * - `no-key`: requests without a key are answered, unless `apiKeys` are given;
 * - `unknown-parameters`: parameters that the API does not know are passed over;
 * - `comment-lines`: comments stand between the events of a stream.
 */
export type ChatQuirk = (typeof chatQuirks)[number];
