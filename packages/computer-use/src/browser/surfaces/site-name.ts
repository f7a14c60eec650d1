import { boundedText } from "./bounded-text.ts";

/** How a browser names the site of a page in its dialogs: the host and its port, or nothing where there is none. */
export function siteName(url: string): string | undefined {
  if (!URL.canParse(url)) {
    return undefined;
  }
  const { host, protocol } = new URL(url);
  return host === "" || !protocol.startsWith("http") ? undefined : boundedText(host, 100);
}
