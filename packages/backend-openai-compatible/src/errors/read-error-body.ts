import { normaliseError } from "./normalise-error.ts";

/** Longest error body that is read, in bytes. */
const longest = 256 * 1024;

/**
 * A refusal with its body in OpenAI's form. The SDK reads only what stands in a field `error`, and loses the bodies of
 * servers that put their error at the top, into an array, or into plain text.
 */
export async function readErrorBody(response: Response): Promise<Response> {
  const text = await readText(response);
  const error = normaliseError(parse(text), response.status);
  const headers = new Headers({ "content-type": "application/json" });
  for (const name of ["retry-after", "retry-after-ms", "x-request-id", "x-should-retry"]) {
    const value = response.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (error.retryAfterSeconds !== undefined && !headers.has("retry-after")) {
    headers.set("retry-after", String(error.retryAfterSeconds));
  }
  const message = error.message === "" ? "no reason given" : error.message;
  return new Response(JSON.stringify({ error: { ...error, message } }), { status: response.status, headers });
}

async function readText(response: Response): Promise<string> {
  if (response.body === null) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  while (length < longest) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    text += decoder.decode(value, { stream: true });
  }
  void reader.cancel().catch(() => undefined);
  return text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
