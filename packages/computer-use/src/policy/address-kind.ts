import ipaddr from "ipaddr.js";

/**
 * What kind of address it is. `private` is what a name can be trusted with: loopback, private, unique local and carrier
 * grade. `special` is all else that is not public: link-local, multicast, unspecified, reserved.
 */
export type AddressKind = "public" | "private" | "special" | "metadata";

/**
 * Where clouds hand out credentials to whoever asks: AWS, Google, Azure, Oracle, Alibaba and those that follow them, over
 * IPv4 and IPv6, with the container endpoints of ECS and EKS.
 */
const metadataAddresses: ReadonlySet<string> = new Set([
  "169.254.169.254",
  "169.254.169.253",
  "169.254.170.2",
  "169.254.170.23",
  "168.63.129.16",
  "192.0.0.192",
  "100.100.100.200",
  "fd00:ec2::254",
  "fd00:ec2::253",
  "fd00:ec2::23",
  "fd20:ce::254",
]);

const privateRanges: ReadonlySet<string> = new Set(["loopback", "private", "carrierGradeNat", "uniqueLocal"]);

/** All of the IPv6 space that is given out. */
const globalUnicast = ipaddr.parseCIDR("2000::/3");

/** @param address - As `canonicalHost` gives it. */
export function addressKind(address: string): AddressKind {
  if (metadataAddresses.has(address)) return "metadata";
  const parsed = ipaddr.parse(address);
  if (embeddedAddress(address) !== undefined) return "public";
  const range = parsed.range();
  if (privateRanges.has(range)) return "private";
  const isPublic = range === "unicast" && (parsed.kind() === "ipv4" || parsed.match(globalUnicast));
  return isPublic ? "public" : "special";
}

/**
 * The IPv4 address that a gateway will make of an IPv6 one: NAT64 (RFC 6052), 6to4 (RFC 3056), and the translated and
 * compatible forms. Such an address is as public as the one inside.
 */
export function embeddedAddress(address: string): string | undefined {
  const parsed = ipaddr.parse(address);
  if (!(parsed instanceof ipaddr.IPv6)) return undefined;
  const { parts } = parsed;
  const prefix = parts.slice(0, 6).join(",");
  if (parts[0] === 0x2002) return ipv4(parts[1], parts[2]);
  const isCompatible = prefix === "0,0,0,0,0,0" && parts[6] !== 0;
  // NAT64's well-known prefix, and the translated form ::ffff:0:a.b.c.d.
  const isTranslated = prefix === "100,65435,0,0,0,0" || prefix === "0,0,0,0,65535,0";
  return isCompatible || isTranslated ? ipv4(parts[6], parts[7]) : undefined;
}

function ipv4(high = 0, low = 0): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
