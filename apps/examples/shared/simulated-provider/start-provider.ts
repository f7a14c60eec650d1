import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { nextMove } from "./next-move.ts";
import type { Protocol } from "./protocol.ts";
import { Refusal, type RefusalReason } from "./refusal.ts";
import { countTokens, type Move } from "./transcript.ts";

/** What became of one request. */
export interface SimulatedRequest {
  readonly tokens: number;
  readonly refused?: RefusalReason;
  /** Names of the tools that the model called. */
  readonly calls: readonly string[];
}

/** A local server that speaks one provider's API with a scripted model behind it. */
export interface SimulatedProvider extends AsyncDisposable {
  readonly baseURL: string;
  readonly requests: readonly SimulatedRequest[];
}

export async function startProvider(protocol: Protocol, contextWindow: number): Promise<SimulatedProvider> {
  const requests: SimulatedRequest[] = [];
  const server = createServer(async (request, response) => {
    const { status, body } = await answer(request);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;

  async function answer(request: IncomingMessage): Promise<{ readonly status: number; readonly body: object }> {
    if (request.method !== "POST" || request.url !== protocol.path) return { status: 404, body: {} };
    let tokens = 0;
    try {
      const transcript = protocol.read(JSON.parse(await text(request)));
      tokens = countTokens(transcript);
      if (tokens > contextWindow) throw new Refusal("too-long", protocol.tooLong(tokens, contextWindow));
      const move = nextMove(transcript.entries);
      const body = protocol.write(move, { input: tokens, output: tokensOf(move) }, requests.length);
      requests.push({ tokens, calls: move.calls.map(({ name }) => name) });
      return { status: 200, body };
    } catch (error) {
      if (!(error instanceof Refusal)) return { status: 500, body: { error: String(error) } };
      requests.push({ tokens, refused: error.reason, calls: [] });
      return { status: 400, body: error.body };
    }
  }

  return {
    baseURL: `http://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function tokensOf({ text: said, calls }: Move): number {
  const entries = calls.map((call) => ({ kind: "assistant", text: JSON.stringify(call) }) as const);
  return countTokens({ preamble: said, entries });
}
