/**
 * Addresses that an endpoint may answer at: the given one, then the same with or without `/v1`, since Foundry's
 * documents show both. What was copied with the path of a request, or with the one that Foundry shows, is understood.
 */
export function baseURLs(baseURL: string): readonly string[] {
  const url = URL.parse(baseURL);
  if (url === null) return [baseURL];
  const path = url.pathname.replace(/\/(?:chat\/completions|score)\/?$/, "").replace(/\/+$/, "");
  const other = path.endsWith("/v1") ? path.slice(0, -"/v1".length) : `${path}/v1`;
  return [path, other].map((pathname) => {
    const address = new URL(url);
    address.pathname = pathname;
    return address.href.replace(/\/(?=$)/, "");
  });
}
