import { canonicalHost, isAddress } from "./host-name.ts";
import { denied, type PolicyDenial } from "./policy-verdict.ts";
import { isHostOf, type ProxyTarget } from "./proxy-target.ts";
import { readServerName } from "./server-name.ts";
import type { WebScheme } from "./url-policy.ts";

/** What the first bytes of a tunnel show. */
export type TunnelStart =
  | { readonly type: "incomplete" }
  | { readonly type: "denied"; readonly denial: PolicyDenial }
  | { readonly type: "scheme"; readonly scheme: WebScheme };

const tlsHandshake = 22;
const neither = denied("protocol", "The connection carries neither TLS nor HTTP.");

/**
 * Looks at the first bytes that a client sends through its tunnel: they must open TLS for the host that the tunnel was
 * asked for, or be an HTTP request to it.
 */
export function readTunnelStart(bytes: Buffer, target: ProxyTarget): TunnelStart {
  if (bytes.length === 0) return { type: "incomplete" };
  return bytes[0] === tlsHandshake ? readTls(bytes, target) : readHttp(bytes, target);
}

function readTls(bytes: Buffer, target: ProxyTarget): TunnelStart {
  const hello = readServerName(bytes);
  if (hello.type === "incomplete") return hello;
  if (hello.type === "invalid") return { type: "denied", denial: neither };
  // Addresses have no server name (RFC 6066, 3); a name must have one, or the server chooses.
  const matches = isAddress(target.host)
    ? hello.name === undefined
    : hello.name !== undefined && canonicalHost(hello.name) === target.host;
  if (matches) return { type: "scheme", scheme: "https" };
  const reason = `The connection to ${target.host} asks for another server inside.`;
  return { type: "denied", denial: denied("server-name", reason) };
}

function readHttp(bytes: Buffer, target: ProxyTarget): TunnelStart {
  const text = bytes.toString("latin1");
  if (!/^[A-Z]{1,20}(?: |$)/.test(text.slice(0, 21))) return { type: "denied", denial: neither };
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return { type: "incomplete" };
  const [requestLine = "", ...fields] = text.slice(0, end).split("\r\n");
  if (!/^[A-Z]+ \/\S* HTTP\/1\.1$/.test(requestLine)) return { type: "denied", denial: neither };
  const hosts = fields.flatMap((field) => /^host:[ \t]*(.*?)[ \t]*$/i.exec(field)?.[1] ?? []);
  if (hosts.length === 1 && isHostOf(hosts[0] ?? "", target)) return { type: "scheme", scheme: "http" };
  return {
    type: "denied",
    denial: denied("host-mismatch", `The request to ${target.host} names another host inside.`),
  };
}
