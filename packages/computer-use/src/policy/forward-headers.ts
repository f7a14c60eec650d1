/** Fields that are for the next hop only (RFC 9110, 7.6.1), and a proxy's own. */
const hopByHop: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authentication-info",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** The fields of a message, names and values in turn, that go on to the other side. */
export function forwardHeaders(rawHeaders: readonly string[]): string[] {
  const fields = pairs(rawHeaders);
  const dropped = new Set(hopByHop);
  for (const [name, value] of fields) {
    if (name.toLowerCase() !== "connection") continue;
    // What frames the body and names the host must not be named away.
    for (const named of value.toLowerCase().split(",")) if (!kept.has(named.trim())) dropped.add(named.trim());
  }
  return fields.filter(([name]) => !dropped.has(name.toLowerCase())).flat();
}

const kept: ReadonlySet<string> = new Set(["host", "content-length", "content-type", "authorization", "cookie"]);

/** All values of a field, in order. */
export function headerValues(rawHeaders: readonly string[], field: string): readonly string[] {
  return pairs(rawHeaders).flatMap(([name, value]) => (name.toLowerCase() === field ? [value] : []));
}

function pairs(rawHeaders: readonly string[]): readonly (readonly [string, string])[] {
  const fields: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    fields.push([rawHeaders[index] ?? "", rawHeaders[index + 1] ?? ""]);
  }
  return fields;
}
