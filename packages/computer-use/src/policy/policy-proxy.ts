import { randomBytes, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { MassGenError } from "@massgen/core";
import { type AddressLookup, dial, systemLookup } from "./dial.ts";
import { forwardRequest } from "./forward-request.ts";
import { openTunnel } from "./open-tunnel.ts";
import type { ProxyContext } from "./proxy-context.ts";
import type { UrlPolicy } from "./url-policy.ts";

/** A request that was refused. */
export interface ProxyRefusal {
  readonly method: string;
  readonly host: string;
  readonly port: number;
  /** As in a verdict, and `host-mismatch`, `server-name` and `protocol` where a connection is not what it was opened for. */
  readonly rule: string;
  /** One sentence. */
  readonly reason: string;
}

export interface PolicyProxyOptions {
  readonly policy: UrlPolicy;
  /** Default: the system's. Asked once for each connection; never for `localhost`, which is always loopback. */
  readonly lookup?: AddressLookup;
  /** Closes the proxy. */
  readonly signal?: AbortSignal | undefined;
  /** What it throws is ignored. */
  readonly onRefusal?: (refusal: ProxyRefusal) => void;
  /** Connections of clients at one time; one more is closed at once. Default 1,000. */
  readonly maximumConnections?: number;
  /** For a name and all its addresses, and for the first bytes of a tunnel. Default 15,000 ms. */
  readonly connectTimeoutMilliseconds?: number;
  /** For the head of a request, and for a connection that asks nothing. Default 30,000 ms. */
  readonly headTimeoutMilliseconds?: number;
}

/**
 * A proxy at work. Playwright's `proxy` takes it as `{ server: url, ...credentials }`, but then intercepts every request of
 * every page; `{ server: url }` and `signInToProxy` for each context avoid that.
 */
export interface PolicyProxy {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Made anew for each proxy; nobody gets through without. */
  readonly credentials: { readonly username: string; readonly password: string };
  /** A page of the proxy's own, at a host that no page can guess: a browser that opens it is asked for the credentials. */
  readonly signInUrl: string;
  /** The latest, oldest first, 200 at most. */
  refusals(): readonly ProxyRefusal[];
  /** Ends all connections. May be called twice. */
  close(): Promise<void>;
}

const maximumRefusals = 200;
const maximumHeaderBytes = 65_536;

/**
 * Starts a forward proxy on the loopback interface through which a browser reaches what the policy allows, and nothing
 * else: plain HTTP, and CONNECT for TLS and WebSockets. It resolves each name once and dials the very addresses that it
 * checked.
 *
 * @throws MassGenError `proxy-unavailable` where no port can be had; the signal's reason where it is aborted already.
 */
export async function startPolicyProxy(options: PolicyProxyOptions): Promise<PolicyProxy> {
  options.signal?.throwIfAborted();
  const { policy, lookup = systemLookup, connectTimeoutMilliseconds: timeoutMilliseconds = 15_000 } = options;
  const headersTimeout = options.headTimeoutMilliseconds ?? 30_000;
  const credentials = { username: "massgen", password: randomBytes(32).toString("base64url") };
  const signInHost = `${randomBytes(16).toString("hex")}.invalid`;
  const expected = Buffer.from(
    `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64")}`,
  );
  const sockets = new Map<Socket, AbortController>();
  const refusals: ProxyRefusal[] = [];

  const own = (socket: Socket): AbortSignal => {
    const controller = new AbortController();
    sockets.set(socket, controller);
    // Errors are followed by `close`, which is what ends the other side.
    socket.on("error", () => {});
    socket.once("close", () => {
      sockets.delete(socket);
      controller.abort();
    });
    return controller.signal;
  };
  const context: ProxyContext = {
    policy,
    signInHost,
    timeoutMilliseconds,
    isAuthorized: (request) => {
      const given = Buffer.from(request.headers["proxy-authorization"] ?? "", "latin1");
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
    signalOf: (client) => sockets.get(client)?.signal ?? AbortSignal.abort(),
    dial: async (target, client) => {
      const result = await dial(target, { policy, lookup, timeoutMilliseconds, signal: context.signalOf(client) });
      if (result.type !== "connected") return result;
      if (!sockets.has(client)) {
        result.socket.destroy();
        return { type: "unreachable" };
      }
      own(result.socket);
      return result;
    },
    refuse: (method, { host, port }, { rule, reason }) => {
      const refusal = { method, host, port, rule, reason };
      refusals.push(refusal);
      if (refusals.length > maximumRefusals) refusals.shift();
      try {
        options.onRefusal?.(refusal);
      } catch {
        // A listener's fault must not open or end a connection.
      }
    },
  };

  const server = createServer({
    headersTimeout,
    // Uploads may take as long as they need.
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(headersTimeout, 5_000),
    maxHeaderSize: maximumHeaderBytes,
    insecureHTTPParser: false,
    noDelay: true,
  });
  server.maxConnections = options.maximumConnections ?? 1_000;
  server.on("connection", own);
  server.on("request", (request, response) => {
    void forwardRequest(request, response, context).catch(() => request.socket.destroy());
  });
  server.on("connect", (request: IncomingMessage, client, head: Buffer) => {
    if (client instanceof Socket) void openTunnel(request, client, head, context).catch(() => client.destroy());
    else client.destroy();
  });

  const port = await listen(server);
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= (async () => {
      options.signal?.removeEventListener("abort", close);
      const closed = [server, ...sockets.keys()].map((each) => new Promise((resolve) => each.once("close", resolve)));
      server.close();
      for (const socket of sockets.keys()) socket.destroy();
      await Promise.all(closed);
    })();
    return closing;
  };
  options.signal?.addEventListener("abort", close, { once: true });
  if (options.signal?.aborted) await close();
  options.signal?.throwIfAborted();
  return {
    url: `http://127.0.0.1:${port}`,
    credentials,
    signInUrl: `http://${signInHost}/`,
    refusals: () => [...refusals],
    close,
  };
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  try {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  } catch (cause) {
    throw new MassGenError("The policy proxy found no free port on 127.0.0.1.", {
      code: "proxy-unavailable",
      remedy: "Free some ports or file descriptors, then try again.",
      cause,
    });
  }
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
