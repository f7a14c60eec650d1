import { MassGenError } from "@massgen/core";

export const openaiURL = "https://api.openai.com/v1";

/**
 * An address in the one form under which it is remembered: no slash at its end, no fragment, host in lower case, no login.
 *
 * @throws MassGenError `invalid-option`
 */
export function normalizeBaseURL(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new MassGenError("baseURL is no http or https address.", {
      code: "invalid-option",
      remedy: `Give it the form ${openaiURL}.`,
    });
  }
  if (url.username !== "" || url.password !== "") {
    throw new MassGenError("baseURL holds a login.", {
      code: "invalid-option",
      remedy: "Put it into headers, as authorization.",
    });
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}${url.search}`;
}
