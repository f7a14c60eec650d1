import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { isAddress, isLocalhost } from "./host-name.ts";
import type { PolicyDenial } from "./policy-verdict.ts";
import type { ProxyTarget } from "./proxy-target.ts";
import type { UrlPolicy } from "./url-policy.ts";

/** Gives all addresses of a host in the order in which they should be tried; rejects or gives none where it has none. */
export type AddressLookup = (host: string, signal: AbortSignal) => Promise<readonly string[]>;

/** What came of an attempt to reach a host. */
export type DialResult =
  | { readonly type: "connected"; readonly socket: Socket }
  | { readonly type: "denied"; readonly denial: PolicyDenial }
  | { readonly type: "unreachable" };

export interface DialOptions {
  readonly policy: UrlPolicy;
  readonly lookup: AddressLookup;
  /** For the look-up and all addresses together. */
  readonly timeoutMilliseconds: number;
  readonly signal: AbortSignal;
}

/** Asks the system's resolver. */
export const systemLookup: AddressLookup = async (host) => {
  const found = await lookup(host, { all: true, order: "verbatim" });
  return found.map(({ address }) => address);
};

/**
 * Resolves a host once, checks each of its addresses, and dials only those that passed. Nothing else is resolved on the
 * way, so that a name server cannot give one answer to the check and another to the connection. Never rejects.
 */
export async function dial(target: ProxyTarget, options: DialOptions): Promise<DialResult> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMilliseconds)]);
  let addresses: readonly string[];
  try {
    addresses = await beforeAbort(resolve(target.host, options.lookup, signal), signal);
  } catch {
    return { type: "unreachable" };
  }
  const passed: string[] = [];
  let denial: PolicyDenial | undefined;
  for (const address of new Set(addresses)) {
    const verdict = options.policy.checkAddress(address, target.host, target.port);
    if (verdict.allowed) passed.push(address);
    else denial ??= verdict;
  }
  if (passed.length === 0 && denial !== undefined) return { type: "denied", denial };
  for (const [index, address] of passed.entries()) {
    const isLast = index === passed.length - 1;
    const socket = await connectTo(address, target.port, isLast ? signal : attemptSignal(signal));
    if (socket === undefined) continue;
    return { type: "connected", socket };
  }
  return { type: "unreachable" };
}

/** How long one of several addresses is waited for before the next is tried. */
const attemptMilliseconds = 2_000;

function attemptSignal(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(attemptMilliseconds)]);
}

async function resolve(host: string, lookUp: AddressLookup, signal: AbortSignal): Promise<readonly string[]> {
  if (isAddress(host)) return [host];
  // No resolver is asked what a browser would not ask one either.
  return isLocalhost(host) ? ["127.0.0.1", "::1"] : lookUp(host, signal);
}

async function connectTo(address: string, port: number, signal: AbortSignal): Promise<Socket | undefined> {
  if (signal.aborted) return undefined;
  // An address, never a name: nothing is left to look up.
  const socket = connect({ host: address, port, noDelay: true });
  // Errors show as `close` to whoever takes it over.
  socket.on("error", () => {});
  try {
    await once(socket, "connect", { signal });
    return socket;
  } catch {
    socket.destroy();
    return undefined;
  }
}

function beforeAbort<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
