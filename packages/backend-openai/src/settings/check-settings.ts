import { MassGenError } from "@massgen/core";
import { isHeaderValue, isRecord } from "@massgen/core/provider";
import type { OpenaiCompactionMode, OpenaiSettings } from "./openai-settings.ts";

const modes: ReadonlySet<unknown> = new Set<OpenaiCompactionMode>(["auto", "endpoint", "server", "trigger", "off"]);

/** Least threshold of server-side compaction; from OpenAI's OpenAPI document. */
const leastServerThreshold = 1_000;

/** Longest that a timer runs, in milliseconds; longer ones end at once. */
export const longestTimer = 2 ** 31 - 1;

/**
 * Looks at the settings, as callers without types give them too. The address is looked at by `normalizeBaseURL`, key and
 * headers by `createCredentials`, `retries` by `createRetryPolicy`.
 *
 * @throws MassGenError `invalid-option`
 */
export function checkSettings(settings: OpenaiSettings): void {
  check(isRecord(settings as unknown), "The settings are no object.", "Pass at least the model.");
  const { model, store = false, timeoutMilliseconds = 600_000, fetch: send = fetch, compaction = {} } = settings;
  const nameIt = "Name the model, e.g. gpt-5.";
  check(typeof model === "string", "model is no text.", nameIt);
  check(model !== "", "model is empty.", nameIt);
  check(!/\p{Cc}/u.test(model), "model holds control characters.", nameIt);
  check(typeof store === "boolean", "store must be true or false.", "Leave it out for false.");
  check(
    typeof timeoutMilliseconds === "number" && timeoutMilliseconds > 0 && timeoutMilliseconds <= longestTimer,
    "timeoutMilliseconds must be more than zero and at most 2,147,483,647.",
    "Leave it out for ten minutes.",
  );
  check(typeof send === "function", "fetch must be a function.", "Leave it out for the global one.");
  checkCompaction(compaction);
  for (const option of ["organization", "project"] as const) {
    const value = settings[option] ?? "";
    check(typeof value === "string", `${option} is no text.`, "Leave it out for that of the environment.");
    check(isHeaderValue(value), `${option} holds characters that HTTP does not take.`, "Copy it anew.");
  }
}

function checkCompaction(compaction: NonNullable<OpenaiSettings["compaction"]>): void {
  check(isRecord(compaction as unknown), "compaction must be an object.", "Leave it out for the default.");
  const { mode = "auto", serverThreshold, retainUserTokens } = compaction;
  check(modes.has(mode), "compaction.mode is not known.", `Use one of ${[...modes].join(", ")}.`);
  check(
    serverThreshold === undefined || (Number.isInteger(serverThreshold) && serverThreshold >= leastServerThreshold),
    "compaction.serverThreshold must be a whole number of tokens, at least 1,000.",
    "Take some eight tenths of the model's window.",
  );
  check(
    mode !== "server" || serverThreshold !== undefined,
    "The compaction mode server needs compaction.serverThreshold.",
    "Take some eight tenths of the model's window.",
  );
  check(
    retainUserTokens === undefined || retainUserTokens >= 0,
    "compaction.retainUserTokens must be zero or more.",
    "Leave it out for the default.",
  );
}

function check(holds: boolean, problem: string, remedy: string): void {
  if (!holds) throw new MassGenError(problem, { code: "invalid-option", remedy });
}
