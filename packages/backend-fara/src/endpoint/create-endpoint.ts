import { createOpenaiCompatible } from "@massgen/backend-openai-compatible";
import { type Backend, BackendError, type BackendRequest } from "@massgen/core";
import { createRetryPolicy } from "@massgen/core/provider";
import type { FaraSettings } from "../fara-settings.ts";
import type { Tally } from "../session/tally.ts";
import { baseURLs } from "./base-urls.ts";
import { collectAnswer, type RawAnswer } from "./collect-answer.ts";

/** Where the originals expect a server. */
export const defaultBaseURL = "http://localhost:5000/v1";

/** A server that answers for a model. */
export interface Endpoint {
  readonly name: string;
  /** @throws BackendError; the signal's reason on abort. */
  ask(request: BackendRequest, tally: Tally, signal: AbortSignal | undefined): Promise<RawAnswer>;
}

/**
 * Asks a server, again where that may help, and at the other form of its address where the given one is not known there.
 *
 * @throws MassGenError `invalid-option`
 */
export function createEndpoint(settings: FaraSettings): Endpoint {
  const { model, baseURL = defaultBaseURL, apiKey, headers, timeoutMilliseconds, retries, fetch: send } = settings;
  const backends = baseURLs(baseURL).map((address) =>
    createOpenaiCompatible({
      name: "fara",
      model,
      baseURL: address,
      // Repetitions are counted here, and each answer is looked at.
      retries: { maximumRetries: 0 },
      // The text is kept as it came.
      thinkTags: false,
      // llama.cpp and LM Studio may take all of it for thoughts.
      allowEmptyAnswers: true,
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(headers === undefined ? {} : { headers }),
      ...(timeoutMilliseconds === undefined ? {} : { timeoutMilliseconds }),
      ...(send === undefined ? {} : { fetch: send }),
    }),
  );
  const policy = createRetryPolicy(retries);
  let known: Backend | undefined;

  async function askOnce(backend: Backend, request: BackendRequest, tally: Tally, signal: AbortSignal | undefined) {
    tally.begin();
    const answer = await collectAnswer(backend.stream(request, { signal }));
    tally.add(answer.usage);
    return answer;
  }

  async function askAnywhere(request: BackendRequest, tally: Tally, signal: AbortSignal | undefined) {
    let missing: unknown;
    for (const backend of known === undefined ? backends : [known]) {
      try {
        const answer = await askOnce(backend, request, tally, signal);
        known = backend;
        return answer;
      } catch (error) {
        if (!isMissing(error)) {
          if (missing !== undefined && BackendError.isInstance(error) && error.status !== undefined) known = backend;
          throw error;
        }
        // A server that says what it lacks counts before one that does not know the address.
        if (missing === undefined || error.code === "unknown-model") missing = error;
      }
    }
    throw missing;
  }

  return {
    name: `fara/${model}`,
    async ask(request, tally, signal) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await askAnywhere(request, tally, signal);
        } catch (error) {
          signal?.throwIfAborted();
          const delay = BackendError.isInstance(error) ? policy.delayBefore(attempt, error) : undefined;
          if (delay === undefined) throw error;
          await policy.sleep(delay, signal);
        }
      }
    },
  };
}

/**
 * Whether nothing is known at an address. A server that only lacks the model says so too; LM Studio says it with the
 * status 200.
 */
function isMissing(error: unknown): error is BackendError {
  return (
    BackendError.isInstance(error) && (error.status === 404 || /unexpected endpoint or method/i.test(error.problem))
  );
}
