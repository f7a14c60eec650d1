import { MassGenError } from "@massgen/core";
import ipaddr from "ipaddr.js";
import { canonicalHost, isAddress } from "./host-name.ts";
import type { WebScheme } from "./url-policy.ts";

/** What is asked for. Without a scheme: with any. */
interface PatternTarget {
  /** As `canonicalHost` gives it. */
  readonly host: string;
  readonly port: number;
  readonly scheme?: WebScheme | undefined;
}

/** A pattern of hosts. What it leaves out, scheme or port, it matches whatever it is. */
export interface HostPattern {
  /** As it was written. */
  readonly text: string;
  /** `address` and `range` patterns are compared with addresses that a name was resolved to as well. */
  readonly kind: "any" | "name" | "subdomains" | "address" | "range";
  readonly scheme: WebScheme | undefined;
  matches(target: PatternTarget): boolean;
}

const schemes: Readonly<Record<string, WebScheme>> = { http: "http", ws: "http", https: "https", wss: "https" };

/**
 * Reads `[scheme://]host[:port]`, where the host is a name (`example.com`: that host alone), its subdomains
 * (`*.example.com`: every host below it, not itself), any host (`*`), an address (`10.0.0.5`, `[::1]`) or a range
 * (`10.0.0.0/8`, `fd00::/8`).
 *
 * @param list - Name of the option that it stands in, for the error.
 * @throws MassGenError `invalid-pattern`
 */
export function parseHostPattern(text: unknown, list: string): HostPattern {
  const fail = (problem: string): never => {
    throw new MassGenError(`The pattern ${shown(text)} of "${list}" ${problem}.`, {
      code: "invalid-pattern",
      remedy:
        "Name a host (example.com), its subdomains (*.example.com), an address (10.0.0.5, [::1]) or a range (10.0.0.0/8), with a scheme (https://) before it and a port (:8443) behind it where it is to match those alone.",
    });
  };
  if (typeof text !== "string" || text === "") return fail("is no text");
  if (text.includes("@")) return fail("holds a user name");
  if (/[\s\\?#%]/.test(text)) return fail("is more than a host");
  const [, schemeName, rest = ""] = /^(?:([a-z][a-z\d+.-]*):\/\/)?(.*)$/i.exec(text) ?? [];
  const scheme = schemeName === undefined ? undefined : schemes[schemeName.toLowerCase()];
  if (schemeName !== undefined && scheme === undefined) return fail("has another scheme than http, https, ws or wss");
  const { host: hostText, port } = splitPort(rest);
  if (port === null || port === 0 || (port ?? 1) > 65_535) return fail("has a port that is none");
  const { kind, matchesHost } = parseHost(hostText) ?? fail(hostText.includes("/") ? "has a path" : "names no host");
  return {
    text,
    kind,
    scheme,
    matches: (target) =>
      (port === undefined || port === target.port) &&
      (scheme === undefined || target.scheme === undefined || scheme === target.scheme) &&
      matchesHost(target.host),
  };
}

/** `port` is `undefined` where there is none, and `null` where it is no number. */
function splitPort(text: string): { readonly host: string; readonly port: number | null | undefined } {
  if (ipaddr.IPv6.isValid(text) || ipaddr.IPv6.isValidCIDR(text)) return { host: text, port: undefined };
  const at = text.lastIndexOf(":");
  if (at < 0 || text.endsWith("]")) return { host: text, port: undefined };
  const digits = text.slice(at + 1);
  if (digits === "*") return { host: text.slice(0, at), port: undefined };
  return { host: text.slice(0, at), port: /^\d{1,5}$/.test(digits) ? Number(digits) : null };
}

function parseHost(
  text: string,
): { readonly kind: HostPattern["kind"]; readonly matchesHost: (host: string) => boolean } | undefined {
  if (text === "*") return { kind: "any", matchesHost: () => true };
  const range = text.replace(/^\[(.*)\]/, "$1");
  if (ipaddr.isValidCIDR(range) && range.includes("/")) {
    const [network, bits] = ipaddr.parseCIDR(range);
    return {
      kind: "range",
      matchesHost: (host) => {
        if (!isAddress(host)) return false;
        const address = ipaddr.parse(host);
        return address.kind() === network.kind() && address.match(network, bits);
      },
    };
  }
  const isWide = text.startsWith("*.");
  const name = canonicalHost(isWide ? text.slice(2) : text);
  if (name === undefined || name.includes("*") || (isWide && isAddress(name))) return undefined;
  if (isWide) return { kind: "subdomains", matchesHost: (host) => !isAddress(host) && host.endsWith(`.${name}`) };
  return { kind: isAddress(name) ? "address" : "name", matchesHost: (host) => host === name };
}

/** Never what may be a password. */
function shown(text: unknown): string {
  if (typeof text !== "string") return `(${typeof text})`;
  const visible = text.includes("@") ? `…${text.slice(text.lastIndexOf("@"))}` : text;
  return JSON.stringify(visible.length > 100 ? `${visible.slice(0, 100)}…` : visible);
}
