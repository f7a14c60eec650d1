import type { RawAnswer } from "./raw-server.ts";

/** Chunks as a stream writes them, with its mark at the end. */
export function sse(...chunks: readonly unknown[]): string {
  return `${chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("")}data: [DONE]\n\n`;
}

/** A chunk of the first choice. */
export function chunk(delta: unknown, finish_reason: unknown = null, others: object = {}): object {
  return {
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    choices: [{ index: 0, delta, finish_reason }],
    ...others,
  };
}

/** An answer of one text, streamed in two pieces. */
export const greeting: RawAnswer = {
  pieces: [
    sse(
      chunk({ role: "assistant", content: "" }),
      chunk({ content: "Hello " }),
      chunk({ content: "there." }),
      chunk({}, "stop"),
      { id: "chatcmpl-1", choices: [], usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 } },
    ),
  ],
};

/** An error answer with a JSON body. */
export function refusal(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): RawAnswer {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { status, headers: { "content-type": "application/json", ...headers }, pieces: [text] };
}
