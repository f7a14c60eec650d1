import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { pipeline } from "node:stream";
import { denied, type PolicyVerdict } from "./policy-verdict.ts";
import { malformed, type ProxyAnswer, refusal, serializeAnswer, unauthorized, unreachable } from "./proxy-answer.ts";
import type { ProxyContext } from "./proxy-context.ts";
import { type ProxyTarget, parseAuthority } from "./proxy-target.ts";
import { readTunnelStart, type TunnelStart } from "./tunnel-start.ts";

/** Serves a CONNECT request: TLS, and WebSockets with and without it. */
export async function openTunnel(
  request: IncomingMessage,
  client: Socket,
  head: Buffer,
  context: ProxyContext,
): Promise<void> {
  const reply = (answer: ProxyAnswer) => {
    client.resume();
    client.end(serializeAnswer(answer));
    client.destroySoon();
  };
  if (!context.isAuthorized(request)) return reply(unauthorized);
  const target = parseAuthority(request.url ?? "");
  if (target === undefined) return reply(malformed);
  const verdict = context.policy.checkHost(target.host, target.port);
  const result = verdict.allowed ? await context.dial(target, client) : { type: "denied" as const, denial: verdict };
  if (result.type === "denied") {
    context.refuse("CONNECT", target, result.denial);
    return reply(refusal(result.denial));
  }
  if (result.type === "unreachable") return reply(unreachable(target));
  const upstream = result.socket;
  client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
  const { start, bytes } = await readStart(client, head, target, context);
  const inside: PolicyVerdict =
    start.type === "scheme"
      ? context.policy.checkHost(target.host, target.port, start.scheme)
      : start.type === "denied"
        ? start.denial
        : denied("protocol", "The connection was opened and not used.");
  if (!inside.allowed) {
    if (start.type !== "incomplete") context.refuse("CONNECT", target, inside);
    upstream.destroy();
    client.destroy();
    return;
  }
  upstream.write(bytes);
  join(client, upstream);
}

/** What a server name or the head of a WebSocket's request, cookies included, fits into. */
const maximumStartBytes = 32_768;

/** Waits until the client has shown what it wants of the tunnel; `incomplete` where it does not, or goes. */
async function readStart(
  client: Socket,
  head: Buffer,
  target: ProxyTarget,
  context: ProxyContext,
): Promise<{ readonly start: TunnelStart; readonly bytes: Buffer }> {
  const signal = AbortSignal.any([context.signalOf(client), AbortSignal.timeout(context.timeoutMilliseconds)]);
  let bytes = head;
  for (;;) {
    const start = readTunnelStart(bytes, target);
    if (start.type !== "incomplete" || bytes.length > maximumStartBytes) return { start, bytes };
    const chunk: unknown = client.read();
    if (Buffer.isBuffer(chunk)) {
      bytes = Buffer.concat([bytes, chunk]);
      continue;
    }
    if (client.readableEnded || signal.aborted) return { start, bytes };
    await change(client, signal);
  }
}

/** Until there is more to read, or never will be. */
function change(socket: Socket, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const onChange = () => {
      socket.off("readable", onChange).off("end", onChange);
      signal.removeEventListener("abort", onChange);
      resolve();
    };
    socket.on("readable", onChange).on("end", onChange);
    signal.addEventListener("abort", onChange);
  });
}

/** How long one side may go on in silence once the other has ended. */
const halfOpenMilliseconds = 30_000;

function join(client: Socket, upstream: Socket): void {
  const end = () => {
    client.destroy();
    upstream.destroy();
  };
  for (const [from, to] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    pipeline(from, to, (error) => {
      if (error) end();
    });
    from.once("close", end);
    from.once("end", () => to.setTimeout(halfOpenMilliseconds, end));
  }
}
