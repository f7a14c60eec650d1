import { BackendError } from "@massgen/core";
import type { Tally } from "./tally.ts";

/** Why answers of a model were of no use. */
export type Uselessness = "empty" | "unreadable" | "invalid";

/** The error for a model that answers again and again with what cannot be used. It holds none of the model's words. */
export function unusableAnswer(
  name: string,
  why: Uselessness,
  { attempts, tally, cause }: { readonly attempts: number; readonly tally: Tally; readonly cause: unknown },
): BackendError {
  return new BackendError(`${name}: ${attempts} answers in a row ${problems[why]}.`, {
    code: "invalid-response",
    remedy: remedies[why],
    // At temperature 0 the same request gives the same answer.
    retryable: false,
    cause,
    usage: tally.usage,
    requests: tally.requests,
  });
}

const problems: Readonly<Record<Uselessness, string>> = {
  empty: "were empty",
  unreadable: "could not be read",
  invalid: "held no action that can be done",
};

const remedies: Readonly<Record<Uselessness, string>> = {
  empty:
    "Start llama-server with `--reasoning-format none`, raise the server's context, or check with `massgen doctor` what else it lacks.",
  unreadable: "Check that the base URL leads to a server that speaks Chat Completions.",
  invalid: "Check that the server runs a Fara model of the set generation, not another model or its text-only form.",
};
