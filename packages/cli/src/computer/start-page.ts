import { inputError } from "../input-error.ts";

/** Hosts that speak plain HTTP, as a rule: this machine and bare addresses. */
const plainHosts = /^(localhost|[\w-]+\.localhost|\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\])(:\d+)?([/?#]|$)/i;
const namedHosts = /^[\w-]+(\.[\w-]+)+(:\d+)?([/?#]|$)/;

/**
 * The page that was typed: `https://` may be left out, and `http://` before this machine and a bare address.
 *
 * @param option - the option that it came from, for the error.
 * @throws MassGenError `invalid-input`
 */
export function parsePage(text: string, option = "--url"): URL {
  const scheme = plainHosts.test(text) ? "http://" : namedHosts.test(text) ? "https://" : "";
  const url = URL.parse(`${scheme}${text}`);
  if (url !== null && /^https?:$/.test(url.protocol)) return url;
  throw inputError(`${option} "${text}" is no web address.`, "Write, for example, https://example.com.");
}
