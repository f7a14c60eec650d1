/** Where Fara's own programs search. `{query}` stands for what is searched for. */
export const defaultSearchUrl = "https://www.bing.com/search?q={query}&FORM=QBLH";

/** Address of a search. */
export function searchAddress(query: string, searchUrl: string): string {
  // As Python's `quote_plus`, which leaves fewer marks as they are.
  const written = encodeURIComponent(query.toWellFormed())
    .replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
  return searchUrl.replaceAll("{query}", () => written);
}

/** What `visit_url` opens: an address as it stands, or with `https://` before it; what has spaces in it is searched for. */
export function visitedAddress(url: string, searchUrl: string): string {
  const address = url.trim();
  if (/^(?:https?:\/\/|file:\/\/|about:)/i.test(address)) return address;
  return /\s/.test(address) ? searchAddress(address, searchUrl) : `https://${address}`;
}
