import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** What a server of a test answers: a model's text, parts of a message, or a status with a body. */
export type ScriptedAnswer =
  | string
  | { readonly message: Readonly<Record<string, unknown>>; readonly finish?: string; readonly usage?: object }
  | { readonly status: number; readonly body?: unknown };

interface SentMessage {
  readonly role: string;
  readonly content: string | readonly Readonly<Record<string, unknown>>[];
}

export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>> & { readonly messages: readonly SentMessage[] };
}

export interface ChatServer {
  readonly baseURL: string;
  /** Those to `/chat/completions`. */
  readonly requests: readonly SentRequest[];
}

export interface ChatServerOptions {
  /** One after the other, the last again and again. */
  readonly answers: readonly ScriptedAnswer[];
  /** Answers to other paths; everything else is a 404. */
  readonly documents?: Readonly<Record<string, unknown>>;
  /** Where the protocol is spoken. Default `/v1`. */
  readonly root?: string;
}

/** A server on the loopback that ends with its test. */
export async function startChatServer({
  answers,
  documents = {},
  root = "/v1",
}: ChatServerOptions): Promise<ChatServer> {
  const requests: SentRequest[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const url = request.url ?? "";
      if (url !== `${root}/chat/completions`) return writeDocument(response, documents[url]);
      const answer = answers[Math.min(requests.length, answers.length - 1)] ?? "";
      const body = JSON.parse(Buffer.concat(parts).toString());
      requests.push({ method: request.method ?? "", url, headers: request.headers, body });
      writeAnswer(response, answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { baseURL: `http://127.0.0.1:${port}/v1`, requests };
}

function writeDocument(response: ServerResponse, document: unknown): void {
  const isRefusal = typeof document === "object" && document !== null && "status" in document;
  const status = document === undefined ? 404 : isRefusal ? Number(document.status) : 200;
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(document ?? { detail: "Not Found" }));
}

function writeAnswer(response: ServerResponse, answer: ScriptedAnswer): void {
  if (typeof answer !== "string" && "status" in answer) {
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(JSON.stringify(answer.body ?? { error: { message: "It failed." } }));
    return;
  }
  const {
    message,
    finish = "stop",
    usage = { prompt_tokens: 10, completion_tokens: 5 },
  } = typeof answer === "string" ? { message: { content: answer } } : answer;
  const chunks = [
    { choices: [{ index: 0, delta: { role: "assistant", ...message }, finish_reason: null }] },
    { choices: [{ index: 0, delta: {}, finish_reason: finish }] },
    { choices: [], usage },
  ];
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const chunk of chunks) response.write(`data: ${JSON.stringify({ id: "chat-1", ...chunk })}\n\n`);
  response.end("data: [DONE]\n\n");
}

/** An address at which nothing answers. */
export async function closedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/v1`;
}
