import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { DialResult } from "./dial.ts";
import type { PolicyDenial } from "./policy-verdict.ts";
import type { ProxyTarget } from "./proxy-target.ts";
import type { UrlPolicy } from "./url-policy.ts";

/** What the two kinds of requests need of the proxy that they came to. */
export interface ProxyContext {
  readonly policy: UrlPolicy;
  /** Host of the page that is the proxy's own. */
  readonly signInHost: string;
  /** How long the first bytes of a tunnel are waited for. */
  readonly timeoutMilliseconds: number;
  /** Whether a request carries the credentials. */
  isAuthorized(request: IncomingMessage): boolean;
  /** Reaches a host for a client. The socket is the proxy's: it ends with the client and with the proxy. */
  dial(target: ProxyTarget, client: Socket): Promise<DialResult>;
  /** Aborts when the client is gone or the proxy closes. */
  signalOf(client: Socket): AbortSignal;
  /** Keeps a refusal and tells of it. */
  refuse(method: string, target: ProxyTarget, denial: PolicyDenial): void;
}
