import ipaddr from "ipaddr.js";
import { addressKind, embeddedAddress } from "./address-kind.ts";
import { checkPrivateAddress } from "./check-private-address.ts";
import { canonicalHost, canonicalHostname, isAddress, isLocalhost } from "./host-name.ts";
import type { HostPattern } from "./host-pattern.ts";
import { parsePatterns } from "./parse-patterns.ts";
import { allowed, denied, type PolicyVerdict } from "./policy-verdict.ts";

/** Scheme of a request as the policy knows it: `ws:` counts as `http`, `wss:` as `https`. */
export type WebScheme = "http" | "https";

/**
 * Patterns are `[scheme://]host[:port]`. `example.com` is that host alone, `*.example.com` every host below it, `*` any
 * host; a host may also be an address (`10.0.0.5`, `[::1]`) or a range (`10.0.0.0/8`). A pattern without a port matches
 * every port, one without a scheme every scheme.
 */
export interface UrlPolicyOptions {
  /** The only hosts that may be reached. An empty list allows none. Default: every host. */
  readonly allow?: readonly string[];
  /**
   * Hosts that may not be reached; wins over `allow`. Addresses and ranges hold for what names are resolved to as well,
   * and take no scheme.
   */
  readonly block?: readonly string[];
  /**
   * What may be reached although its address is not public, e.g. `127.0.0.1:8080`, `10.0.0.0/8`, `localhost`. Allows
   * nothing that `allow` leaves out. A name opens loopback, private, unique local and carrier-grade addresses; any other
   * must be named by address or range, and one where a cloud hands out credentials by its very address. Takes no scheme.
   * Default: nothing.
   */
  readonly privateAddresses?: readonly string[];
  /** Whether a tab may show a `data:` or `blob:` URL. Default `false`. */
  readonly topLevelData?: boolean;
}

export interface CheckUrlOptions {
  /** Whether a tab is to show it, rather than a page to load it as one of its parts. Default `true`. */
  readonly topLevel?: boolean;
}

/** What a browser may reach. */
export interface UrlPolicy {
  /** Whether a URL may be opened, as far as that can be told without a look-up. Never throws. */
  check(url: string, options?: CheckUrlOptions): PolicyVerdict;
  /** Whether a host may be reached at a port. Without a scheme: with any. Never throws. */
  checkHost(host: string, port: number, scheme?: WebScheme): PolicyVerdict;
  /** Whether the address that a host was resolved to may be dialled. Never throws. */
  checkAddress(address: string, host: string, port: number): PolicyVerdict;
}

const webSchemes: Readonly<Record<string, WebScheme>> = {
  "http:": "http",
  "ws:": "http",
  "https:": "https",
  "wss:": "https",
};

const defaultPorts: Readonly<Record<WebScheme, number>> = { http: 80, https: 443 };

/** @throws MassGenError `invalid-pattern` on a pattern that is not one. */
export function createUrlPolicy(options: UrlPolicyOptions = {}): UrlPolicy {
  const allow = options.allow === undefined ? undefined : parsePatterns(options.allow, "allow");
  const block = parsePatterns(options.block ?? [], "block", { addressesTakeNoScheme: true });
  const privateAddresses = parsePatterns(options.privateAddresses ?? [], "privateAddresses", { takesNoScheme: true });

  const checkAddress = (address: string, host: string, port: number): PolicyVerdict => {
    const dialled = ipaddr.isValid(address) ? canonicalHost(address.replace(/%.*$/s, "")) : undefined;
    const name = canonicalHost(host);
    if (dialled === undefined || name === undefined) return denied("invalid-address", "The host has no valid address.");
    for (const host of [dialled, embeddedAddress(dialled) ?? []].flat()) {
      const rule = block.find((pattern) => isAddressPattern(pattern) && pattern.matches({ host, port }));
      if (rule !== undefined) return blockedBy(rule, name);
      const verdict = checkPrivateAddress(addressKind(host), { address: host, host: name, port }, privateAddresses);
      if (!verdict.allowed) return verdict;
    }
    return allowed;
  };

  const checkHost = (host: string, port: number, scheme?: WebScheme): PolicyVerdict => {
    const name = canonicalHost(host);
    if (name === undefined) return denied("invalid-url", "It names no valid host.");
    const target = { host: name, port, scheme };
    // A rule of one scheme is held against a tunnel once it shows which scheme it carries.
    const rule = block.find(
      (pattern) => (pattern.scheme === undefined || scheme !== undefined) && pattern.matches(target),
    );
    if (rule !== undefined) return blockedBy(rule, name);
    if (allow !== undefined && !allow.some((pattern) => pattern.matches(target))) {
      return denied("allow", `The host ${name} (port ${port}) is not on the list of allowed hosts.`);
    }
    if (isAddress(name)) return checkAddress(name, name, port);
    if (!isLocalhost(name)) return allowed;
    const loopback = checkAddress("127.0.0.1", name, port);
    return loopback.allowed ? loopback : checkAddress("::1", name, port);
  };

  const check = (text: string, { topLevel = true }: CheckUrlOptions = {}): PolicyVerdict => {
    const url = typeof text === "string" ? URL.parse(text) : null;
    if (url === null) return denied("invalid-url", "It is not a full URL such as https://example.com/.");
    if (url.protocol === "about:" && (url.pathname === "blank" || (!topLevel && url.pathname === "srcdoc")))
      return allowed;
    if (url.protocol === "data:" || url.protocol === "blob:") {
      if (!topLevel || options.topLevelData === true) return allowed;
      return denied("scheme", `A tab may not show a ${url.protocol} URL.`);
    }
    const scheme = webSchemes[url.protocol];
    if (scheme === undefined) {
      return denied("scheme", `URLs with ${url.protocol} may not be opened, only http: and https: ones.`);
    }
    if (url.username !== "" || url.password !== "") {
      return denied("userinfo", "A URL may not hold a user name or password.");
    }
    const host = canonicalHostname(url.hostname);
    if (host === undefined) return denied("invalid-url", "It names no valid host.");
    return checkHost(host, url.port === "" ? defaultPorts[scheme] : Number(url.port), scheme);
  };

  return { check, checkHost, checkAddress };
}

function isAddressPattern(pattern: HostPattern): boolean {
  return pattern.kind === "address" || pattern.kind === "range";
}

function blockedBy(pattern: HostPattern, host: string): PolicyVerdict {
  return denied(`block ${pattern.text}`, `The host ${host} is blocked.`);
}
