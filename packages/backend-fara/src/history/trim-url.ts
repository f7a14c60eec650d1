const longest = 100;

/** An address as the models were shown it: without its query, and cut where it is long. */
export function trimUrl(url: string): string {
  const bare = url.split("?", 1)[0] ?? "";
  return bare.length <= longest ? bare : `${bare.slice(0, longest).toWellFormed()} ...`;
}
