import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * An endpoint that costs nothing: it answers Chat Completions at once with what it is told to say, as a stream where one
 * is asked for, and looks at nothing else of a request. What is measured is the time of whoever asks.
 */
export async function serveAnswers(next: () => string) {
  const server = createServer((request, response) => {
    let isStream = false;
    request.on("data", (chunk: Buffer) => {
      isStream ||= chunk.includes('"stream":true');
    });
    request.on("end", () => {
      const content = next();
      const base = { id: "chatcmpl-1", created: 1, model: "fara-7b" };
      if (!isStream) {
        const choices = [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }];
        const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ ...base, object: "chat.completion", choices, usage }));
        return;
      }
      const choices = [{ index: 0, delta: { role: "assistant", content }, finish_reason: "stop" }];
      response.setHeader("content-type", "text/event-stream");
      response.end(
        `data: ${JSON.stringify({ ...base, object: "chat.completion.chunk", choices })}\n\ndata: [DONE]\n\n`,
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseURL: `http://127.0.0.1:${port}/v1`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
