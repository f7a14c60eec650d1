import { isRecord } from "../is-record.ts";
import { MassGenError } from "../massgen-error.ts";

/** Names of headers whose values begin with the way in which they prove who asks, such as `Bearer`. */
const provesWho = /auth|key|token|secret|cookie/i;

/**
 * Refuses headers that HTTP does not take. The message names the header and never shows its value.
 *
 * @throws MassGenError `invalid-option`
 */
export function checkHeaders(headers: unknown): asserts headers is Readonly<Record<string, string>> {
  if (!isRecord(headers)) throw invalid("headers must be an object.", "Give it a text for each name.");
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[!#$%&'*+.^_`|~\w-]{1,256}$/.test(name)) {
      const start = /^[\w-]{0,40}/.exec(name)?.[0] ?? "";
      throw invalid(
        `headers holds a name that HTTP does not take, beginning with ${JSON.stringify(start)}.`,
        "Use letters, digits and -.",
      );
    }
    if (typeof value !== "string") throw invalid(`The header ${name} is no text.`, "Give it a text, or leave it out.");
    if (!isHeaderValue(value)) {
      throw invalid(`The header ${name} holds characters that HTTP does not take.`, "Write it on one line.");
    }
  }
}

/** Whether a text can be the value of a header; spaces and line breaks around it are taken off. */
export function isHeaderValue(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text.trim());
}

/** What the values of headers hold that no message may show: each of them, and of a key what follows `Bearer` or the like. */
export function headerSecrets(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const text = value.trim();
    const bare = text.replace(/^\w+ /, "");
    return provesWho.test(name) && bare !== text ? [text, bare] : [text];
  });
}

function invalid(problem: string, remedy: string): MassGenError {
  return new MassGenError(problem, { code: "invalid-option", remedy });
}
