/**
 * Arguments for Chromium that leave the proxy as its only way out. They belong beside Playwright's `proxy`, which must
 * have no `bypass`. Of an argument that is given twice Chromium takes the last: add none of these again.
 */
export function browserArguments(): readonly string[] {
  return [
    // Playwright does the same as long as no environment variable of the user's tells it not to.
    "--proxy-bypass-list=<-loopback>",
    // The proxy resolves names. Without this, a STUN server's name in a page makes a query that can carry data out.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    // No UDP for WebRTC, neither to servers nor to find out the machine's addresses. Chromium 156 knows it by the first
    // name alone, other builds by the second.
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    // The browser's own traffic would only be refused, and fill the list of refusals.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--no-pings",
  ];
}
