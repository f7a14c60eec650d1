import { type IncomingMessage, type ServerResponse, request as sendRequest } from "node:http";
import type { Socket } from "node:net";
import { pipeline } from "node:stream";
import { forwardHeaders, headerValues } from "./forward-headers.ts";
import { denied } from "./policy-verdict.ts";
import {
  malformed,
  type ProxyAnswer,
  refusal,
  signedIn,
  unauthorized,
  unknownEncoding,
  unreachable,
} from "./proxy-answer.ts";
import type { ProxyContext } from "./proxy-context.ts";
import { isHostOf, type ProxyTarget, parseAbsoluteUrl } from "./proxy-target.ts";

/** Serves a plain HTTP request. Each has a connection of its own: what was checked is what it goes to. */
export async function forwardRequest(
  request: IncomingMessage,
  response: ServerResponse,
  context: ProxyContext,
): Promise<void> {
  const reply = ({ status, headers, body }: ProxyAnswer) => {
    if (!response.headersSent) response.writeHead(status, headers).end(body);
  };
  if (!context.isAuthorized(request)) return reply(unauthorized);
  const target = parseAbsoluteUrl(request.url ?? "");
  const method = request.method ?? "GET";
  if (target === undefined) return reply(malformed);
  if (target.host === context.signInHost) return reply(signedIn);
  const encodings = headerValues(request.rawHeaders, "transfer-encoding");
  if (encodings.length > 1 || !["chunked", undefined].includes(encodings[0]?.toLowerCase())) {
    return reply(unknownEncoding);
  }
  const hosts = headerValues(request.rawHeaders, "host");
  const verdict =
    hosts.length === 1 && isHostOf(hosts[0] ?? "", target)
      ? context.policy.checkHost(target.host, target.port, "http")
      : denied("host-mismatch", `The request to ${target.host} names another host inside.`);
  const result = verdict.allowed
    ? await context.dial(target, request.socket)
    : { type: "denied" as const, denial: verdict };
  if (result.type === "denied") {
    context.refuse(method, target, result.denial);
    return reply(refusal(result.denial));
  }
  if (result.type === "unreachable") return reply(unreachable(target));
  const headers = forwardHeaders(request.rawHeaders);
  if (encodings.length === 1) headers.push("transfer-encoding", "chunked");
  relay(request, response, { target, socket: result.socket, path: target.path, headers, reply });
}

interface Relay {
  readonly target: ProxyTarget;
  readonly socket: Socket;
  readonly path: string;
  readonly headers: string[];
  readonly reply: (answer: ProxyAnswer) => void;
}

function relay(request: IncomingMessage, response: ServerResponse, { target, socket, path, headers, reply }: Relay) {
  const upstream = sendRequest({
    method: request.method ?? "GET",
    path,
    headers,
    createConnection: () => socket,
    insecureHTTPParser: false,
  });
  upstream.on("error", () => {
    if (response.headersSent) response.destroy();
    else reply(unreachable(target));
  });
  upstream.on("response", (answer) => {
    // A browser would take it for a question of this proxy's.
    if (answer.statusCode === 407) {
      upstream.destroy();
      return reply(unreachable(target));
    }
    try {
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, forwardHeaders(answer.rawHeaders));
    } catch {
      upstream.destroy();
      return reply(unreachable(target));
    }
    pipeline(answer, response, () => upstream.destroy());
  });
  response.on("close", () => upstream.destroy());
  pipeline(request, upstream, (error) => {
    if (error && request.destroyed && !request.complete) upstream.destroy();
  });
}
