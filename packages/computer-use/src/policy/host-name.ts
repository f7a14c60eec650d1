import ipaddr from "ipaddr.js";

/**
 * The one spelling of a host that comparisons are made on: lower case, Punycode, no trailing dot, IPv4 in four decimal
 * parts however it was written, IPv6 without brackets, an IPv4 address that is mapped into IPv6 as the IPv4 address.
 * `undefined` where it is no host.
 */
export function canonicalHost(host: string): string | undefined {
  if (/[\s/\\?#@]/.test(host) || host === "") return undefined;
  const isIpv6 = host.includes(":") && !host.startsWith("[");
  const url = URL.parse(`http://${isIpv6 ? `[${host}]` : host}`);
  // A port is not part of a host.
  if (url === null || url.port !== "" || /:\d*$/.test(isIpv6 ? "" : host.replace(/^\[.*\]/, ""))) return undefined;
  return canonicalHostname(url.hostname);
}

/** The same for what `URL.hostname` gives. */
export function canonicalHostname(hostname: string): string | undefined {
  const name = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname.replace(/\.$/, "");
  if (ipaddr.isValid(name)) return ipaddr.process(name).toString();
  // No label may be empty, or `a..b` and `a.b` would be told apart here and not by a resolver.
  return name === "" || name.split(".").includes("") ? undefined : name;
}

/** Whether a canonical host is an address. */
export function isAddress(host: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(host) || ipaddr.IPv6.isValid(host);
}

/** Whether a canonical host is the machine's own by its name (RFC 6761), whatever a resolver says. */
export function isLocalhost(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost");
}
