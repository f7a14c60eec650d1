import { inputError } from "../input-error.ts";

/** Protocols that a model can be spoken to in: OpenAI's Responses, or Chat Completions. */
export type Api = "responses" | "chat";

export const openaiURL = "https://api.openai.com/v1";

const remedy = "Write, for example, http://localhost:11434/v1.";

/**
 * Checks an address. It is stored with the conversation, so it must not hold a secret.
 *
 * @param source - the option or variable that it came from, for the error.
 * @returns the address without a slash at its end.
 * @throws MassGenError `invalid-input`
 */
export function parseBaseURL(text: string, source = "--base-url"): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw inputError(`${source} "${text}" is no web address.`, remedy);
  if (url.username !== "" || url.password !== "") {
    throw inputError(`${source} holds a login.`, "Put the key into an environment variable, see --api-key-env.");
  }
  if (url.search !== "" || url.hash !== "") {
    throw inputError(`${source} has a query or a fragment.`, `Leave away what follows the path. ${remedy}`);
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

/** Whether OpenAI or Azure is behind an address; both want a key and speak the Responses API. */
export function isOpenai(baseURL: string): boolean {
  const { hostname } = new URL(baseURL);
  return /(?:^|\.)api\.openai\.com$|\.openai\.azure\.(?:com|us|cn)$/.test(hostname);
}
