import type { ComputerAction, Observation } from "@massgen/core";

/** Characters of a text that is looked through; a longer one counts as naming any site. */
const longest = 100_000;

/**
 * Whether a batch has to do with a site: the page is of it, or the batch goes there, types its name or copies it. Asks
 * rather once too often than once too little: a longer word that holds the name counts too.
 *
 * @param site - a host, which stands for those below it too.
 */
export function siteNamedBy(actions: readonly ComputerAction[], observation: Observation, site: string): boolean {
  const host = hostOf(site);
  if (host === undefined) return true;
  if (observation.url !== undefined && isWithin(observation.url, host)) return true;
  let typed = "";
  for (const action of actions) {
    if (action.type === "navigate" && names(action.url, host)) return true;
    if (action.type === "write-clipboard" && names(action.text, host)) return true;
    // A name may be typed in pieces.
    if (action.type === "type") typed += action.text;
  }
  return typed !== "" && names(typed, host);
}

function names(text: string, host: string): boolean {
  if (text.length > longest) return true;
  if (text.normalize("NFKC").toLowerCase().includes(host)) return true;
  return text.split(/\s+/).some((word) => isWithin(word, host) || isWithin(`https://${word}`, host));
}

function isWithin(url: string, host: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  const name = hostname.replace(/\.$/, "");
  return name === host || name.endsWith(`.${host}`);
}

/** The host as URLs have it, in lower case and ASCII; `undefined` where it is none. */
function hostOf(site: string): string | undefined {
  const url = `https://${site.trim().replace(/^\*\./, "")}`;
  if (!URL.canParse(url)) return undefined;
  const host = new URL(url).hostname.replace(/\.$/, "");
  return host === "" ? undefined : host;
}
