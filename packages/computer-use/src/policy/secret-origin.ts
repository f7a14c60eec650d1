import ipaddr from "ipaddr.js";
import { canonicalHostname, isAddress, isLocalhost } from "./host-name.ts";

/** The origin of a URL that a secret may be typed on: `https:`, or `http:` on this machine. Otherwise `undefined`. */
export function secretOrigin(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || url.username !== "" || url.password !== "") return undefined;
  if (url.protocol === "https:") return url.origin;
  const host = canonicalHostname(url.hostname);
  if (url.protocol !== "http:" || host === undefined) return undefined;
  const isLoopback = isLocalhost(host) || (isAddress(host) && ipaddr.parse(host).range() === "loopback");
  return isLoopback ? url.origin : undefined;
}
