import { MassGenError } from "@massgen/core";
import { createRetryPolicy, type RetryPolicy } from "@massgen/core/provider";
import { originTag } from "../items/origin.ts";
import { createEndpointSupport } from "../support/endpoint-support.ts";
import { type KnownEndpoint, knownEndpoint } from "../support/known-endpoint.ts";
import { normalizeBaseURL, openaiURL } from "./base-url.ts";
import type { OpenaiCompactionMode, OpenaiSettings } from "./openai-settings.ts";
import { providerName } from "./provider-name.ts";

/** Settings that were checked and have their defaults. */
export interface ResolvedSettings {
  /** `PROVIDER/MODEL`, see `providerName`. */
  readonly name: string;
  readonly provider: string;
  readonly model: string;
  readonly baseURL: string;
  /** Whose opaque items can be read, see `originTag`. */
  readonly origin: string;
  readonly stored: boolean;
  readonly mode: OpenaiCompactionMode;
  readonly serverThreshold: number | undefined;
  readonly retainUserTokens: number | undefined;
  readonly timeoutMilliseconds: number;
  readonly support: KnownEndpoint;
  readonly retryPolicy: RetryPolicy;
}

/** What all backends of the process learn of endpoints, where they are given no memory of their own. */
const sharedSupport = createEndpointSupport();

const modes: ReadonlySet<unknown> = new Set<OpenaiCompactionMode>(["auto", "endpoint", "server", "trigger", "off"]);

/** Least threshold of server-side compaction; from OpenAI's OpenAPI document. */
const leastServerThreshold = 1_000;

/** Longest that a timer runs; longer ones end at once. */
const longestTimer = 2 ** 31 - 1;

/** @throws MassGenError `invalid-option` */
export function resolveSettings(settings: OpenaiSettings, environment = process.env): ResolvedSettings {
  const { model, store = false, support = sharedSupport, timeoutMilliseconds = 600_000 } = settings;
  const { mode = "auto", serverThreshold, retainUserTokens } = settings.compaction ?? {};
  check(typeof model === "string" && model !== "", "model is empty.", "Name the model, e.g. gpt-5.");
  check(modes.has(mode), "compaction.mode is not known.", `Use one of ${[...modes].join(", ")}.`);
  check(
    timeoutMilliseconds > 0 && timeoutMilliseconds <= longestTimer,
    "timeoutMilliseconds must be more than zero and at most 2,147,483,647.",
    "Leave it out for ten minutes.",
  );
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
  const baseURL = normalizeBaseURL(settings.baseURL ?? nonEmpty(environment.OPENAI_BASE_URL) ?? openaiURL);
  const provider = providerName(baseURL);
  const organization = settings.organization ?? environment.OPENAI_ORG_ID ?? "";
  return {
    name: `${provider}/${model}`,
    provider,
    model,
    baseURL,
    origin: originTag({ provider, baseURL: withoutQuery(baseURL), organization, model }),
    stored: store,
    mode,
    serverThreshold,
    retainUserTokens,
    timeoutMilliseconds,
    support: knownEndpoint(support, baseURL, model),
    retryPolicy: createRetryPolicy(settings.retries),
  };
}

function check(holds: boolean, problem: string, remedy: string): void {
  if (!holds) throw new MassGenError(problem, { code: "invalid-option", remedy });
}

/** Items are stored, and a key in a query must not be. */
function withoutQuery(baseURL: string): string {
  return baseURL.replace(/\?.*$/, "");
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
