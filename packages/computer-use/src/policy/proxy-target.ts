import { canonicalHostname } from "./host-name.ts";

/** Where a request to the proxy is to go. */
export interface ProxyTarget {
  /** Canonical host. */
  readonly host: string;
  readonly port: number;
}

/** Reads what stands behind `CONNECT`: a host and a port, nothing else. */
export function parseAuthority(authority: string): ProxyTarget | undefined {
  const [, hostText, portText] = /^(\[[\da-f:.]+\]|[^\s/\\?#@:[\]]+):(\d{1,5})$/i.exec(authority) ?? [];
  const port = Number(portText);
  if (hostText === undefined || port < 1 || port > 65_535) return undefined;
  const url = URL.parse(`http://${hostText}`);
  const host = url === null ? undefined : canonicalHostname(url.hostname);
  return host === undefined ? undefined : { host, port };
}

/** Reads the absolute URL of a plain request. `undefined` where it is another scheme's, or holds a user name. */
export function parseAbsoluteUrl(text: string): (ProxyTarget & { readonly path: string }) | undefined {
  // The URL parser would read `http:host` and `http:\\host` as well; two readers of one request must not differ.
  const url = /^http:\/\/[^/\\]/i.test(text) && !/[\s\\]/.test(text) ? URL.parse(text) : null;
  if (url === null || url.protocol !== "http:" || url.username !== "" || url.password !== "") return undefined;
  const host = canonicalHostname(url.hostname);
  const port = url.port === "" ? 80 : Number(url.port);
  if (host === undefined || port === 0) return undefined;
  return { host, port, path: url.pathname + url.search };
}

/** Whether a `Host` field names the target; the port may be left out where it is that of `http:`. */
export function isHostOf(field: string, target: ProxyTarget): boolean {
  const named = parseAuthority(field) ?? parseAuthority(`${field}:80`);
  return named !== undefined && named.host === target.host && named.port === target.port;
}
