import { BackendError, type BackendErrorCode } from "@massgen/core";
import { exitCodes } from "../exit-codes.ts";
import type { ModelPlace } from "./backend-choice.ts";

/** Failures that whoever typed the command can put right. */
const badInput: ReadonlySet<BackendErrorCode> = new Set([
  "unauthenticated",
  "forbidden",
  "unknown-model",
  "invalid-image",
]);

/** What servers say of models that were not made for tools. */
const refusesTools = /\bsupport\b.{0,40}\btools?\b|\btools?\b.{0,40}\bsupport/i;

/** The exit code for an error: 2 where a provider could not or would not do the work, 1 for what was asked wrongly. */
export function exitCodeOf(error: unknown): number {
  return BackendError.isInstance(error) && !badInput.has(error.code) ? exitCodes.failed : exitCodes.badInput;
}

/** The same failure, with a remedy in the words of the command line where there is a better one. */
export function explainFailure(error: unknown, place: ModelPlace, environment: NodeJS.ProcessEnv): unknown {
  if (!BackendError.isInstance(error)) return error;
  const { code, retryable } = error;
  const { host } = new URL(place.baseURL);
  const again = (problem: string, remedy: string) =>
    new BackendError(problem, { code, remedy, retryable, cause: error });
  if (code === "unauthenticated") {
    return environment[place.keyVariable]
      ? again(`${host} does not accept the API key in ${place.keyVariable}.`, "Set it to a key that is valid there.")
      : again(`${host} wants an API key.`, `Set ${place.keyVariable}, or name another variable with --api-key-env.`);
  }
  if (code === "unknown-model") return again(error.problem, `Check --model, and that ${place.baseURL} serves it.`);
  if (refusesTools.test(error.problem)) return again(error.problem, "Start with --no-recall, which sends no tools.");
  if (code === "context-overflow") {
    const remedy = "Say less at once, or use a model with a larger window; compaction could not make enough room.";
    return again(error.problem, remedy);
  }
  return error;
}
