import type { UrlPolicy } from "../../policy/url-policy.ts";
import type { InputFailure } from "../input/input-context.ts";

/** A URL to open, or why it must not be. */
export type CheckedUrl =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly failure: InputFailure };

const looksLikeHost = /^[\p{L}\p{N}.-]+\.[\p{L}\p{N}-]+(:\d+)?([/?#].*)?$/u;

/** Checks what a model wants to open. Without a scheme it means `https`. */
export function checkUrl(text: string, policy: UrlPolicy | undefined): CheckedUrl {
  const trimmed = text.trim();
  const url = parse(looksLikeHost.test(trimmed) ? `https://${trimmed}` : trimmed);
  if (!url) return refuse("invalid-url", "This is no URL; write it in full, such as https://example.com/.");
  if (url.href === "about:blank") return { ok: true, url: url.href };
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return refuse("blocked", `Addresses of the scheme ${url.protocol.slice(0, 40)} are not opened; use http or https.`);
  }
  const verdict = policy?.check(url.href);
  return verdict && !verdict.allowed ? refuse("blocked", verdict.reason) : { ok: true, url: url.href };
}

function refuse(code: string, reason: string): CheckedUrl {
  return { ok: false, failure: { code, reason } };
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
