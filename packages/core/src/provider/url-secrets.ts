/**
 * What an address holds that no message may show: its login and the values of its query, as they are written and as they
 * are meant. Empty for what is no address.
 */
export function urlSecrets(address: string): readonly string[] {
  const url = URL.parse(address);
  if (url === null) return [];
  const written = [url.username, url.password, ...url.search.split(/[?&]/).map((pair) => pair.replace(/^[^=]*=/, ""))];
  const meant = [...written.slice(0, 2).map(decoded), ...url.searchParams.values()];
  return [...new Set([...written, ...meant])].filter((value) => value !== "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
