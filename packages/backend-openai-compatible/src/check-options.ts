import { MassGenError } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import type { OpenaiCompatibleOptions } from "./openai-compatible-options.ts";

const leaveOut = "Leave it out for the default.";

/**
 * Looks at the options, as callers without types give them too. Key and headers are looked at by `createCredentials`,
 * `retries` by `createRetryPolicy`.
 *
 * @throws MassGenError `invalid-option`
 */
export function checkOptions(options: OpenaiCompatibleOptions): void {
  const given: unknown = options;
  if (!isRecord(given)) throw invalid("The options are no object.", "Pass at least model and baseURL.");
  const { model, baseURL, name = "x", timeoutMilliseconds = 1, extraBody = {}, fetch: send = fetch } = options;
  checkText("model", model, "Give the model's name at the server.");
  checkText("name", name, leaveOut);
  checkAddress(baseURL);
  // Timers hold 31 bits.
  if (!(typeof timeoutMilliseconds === "number" && timeoutMilliseconds > 0 && timeoutMilliseconds < 2 ** 31)) {
    throw invalid("timeoutMilliseconds must be above zero and below 2^31.", leaveOut);
  }
  if (!isRecord(extraBody)) throw invalid("extraBody must be an object.", leaveOut);
  if (typeof send !== "function") throw invalid("fetch must be a function.", leaveOut);
}

function checkText(option: string, value: unknown, remedy: string): void {
  if (typeof value !== "string") throw invalid(`${option} is no text.`, remedy);
  if (value === "") throw invalid(`${option} is empty.`, remedy);
  if (/\p{Cc}/u.test(value)) throw invalid(`${option} holds control characters.`, remedy);
}

function checkAddress(baseURL: unknown): void {
  const url = typeof baseURL === "string" ? URL.parse(baseURL) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw invalid("baseURL is not an http or https address.", "Give one such as http://localhost:11434/v1.");
  }
  if (url.username !== "" || url.password !== "") {
    throw invalid("baseURL holds a user name or password.", "Give the key as apiKey, or in headers.");
  }
}

function invalid(problem: string, remedy: string): MassGenError {
  return new MassGenError(problem, { code: "invalid-option", remedy });
}
