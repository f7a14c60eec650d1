import { createRetryPolicy, type RetryPolicy } from "@massgen/core/provider";
import { originTag } from "../items/origin.ts";
import { createUnreadableReasoning, type UnreadableReasoning } from "../items/unreadable-reasoning.ts";
import { createEndpointSupport } from "../support/endpoint-support.ts";
import { type KnownEndpoint, knownEndpoint } from "../support/known-endpoint.ts";
import { normalizeBaseURL, openaiURL } from "./base-url.ts";
import { checkSettings } from "./check-settings.ts";
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
  /** What the provider could not read so far, though it is of this origin. */
  readonly unreadable: UnreadableReasoning;
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

/** @throws MassGenError `invalid-option` */
export function resolveSettings(settings: OpenaiSettings, environment = process.env): ResolvedSettings {
  checkSettings(settings);
  const { model, store = false, support = sharedSupport, timeoutMilliseconds = 600_000 } = settings;
  const { mode = "auto", serverThreshold, retainUserTokens } = settings.compaction ?? {};
  const baseURL = normalizeBaseURL(settings.baseURL ?? nonEmpty(environment.OPENAI_BASE_URL) ?? openaiURL);
  const provider = providerName(baseURL);
  const organization = settings.organization ?? environment.OPENAI_ORG_ID ?? "";
  return {
    name: `${provider}/${model}`,
    provider,
    model,
    baseURL,
    origin: originTag({ provider, baseURL: withoutQuery(baseURL), organization, model }),
    unreadable: createUnreadableReasoning(),
    stored: store,
    mode,
    serverThreshold,
    retainUserTokens,
    timeoutMilliseconds,
    support: knownEndpoint(support, baseURL, model),
    retryPolicy: createRetryPolicy(settings.retries),
  };
}

/** Items are stored, and a key in a query must not be. */
function withoutQuery(baseURL: string): string {
  return baseURL.replace(/\?.*$/, "");
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
