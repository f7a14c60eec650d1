import type { IncomingHttpHeaders } from "node:http";
import { Refusal } from "../refusal.ts";

const loopbackNames: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Refuses requests that name another host, as those of a web page do whose name was made to point here.
 *
 * @throws Refusal 403.
 */
export function checkHost(headers: IncomingHttpHeaders): void {
  const name = (headers.host ?? "").replace(/:\d*$/, "").toLowerCase();
  if (loopbackNames.has(name)) return;
  throw new Refusal("This emulator answers only requests to localhost, 127.0.0.1 or [::1].", {
    status: 403,
    code: "host_not_allowed",
  });
}

/**
 * Refuses requests without a key, or with one that is not accepted.
 *
 * @param keys - accepted keys; `undefined` accepts any.
 * @throws Refusal 401 in the API's words.
 */
export function checkKey(headers: IncomingHttpHeaders, keys: readonly string[] | undefined): void {
  const key = /^Bearer\s+(\S+)\s*$/i.exec(headers.authorization ?? "")?.[1];
  if (key === undefined) {
    throw new Refusal(
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if you're accessing the API from your browser and are prompted for a username and password. You can obtain an API key from https://platform.openai.com/account/api-keys.",
      { status: 401 },
    );
  }
  if (keys === undefined || keys.includes(key)) return;
  throw new Refusal(
    `Incorrect API key provided: ${starred(key)}. You can find your API key at https://platform.openai.com/account/api-keys.`,
    { status: 401, code: "invalid_api_key" },
  );
}

/** A key as the API repeats it: its ends, and stars for the rest. */
function starred(key: string): string {
  if (key.length < 16) return `${key.slice(0, 3)}${"*".repeat(Math.max(0, key.length - 3))}`;
  return `${key.slice(0, 8)}${"*".repeat(key.length - 12)}${key.slice(-4)}`;
}
