import type { BackendError } from "@massgen/core";
import type { FaraProfile } from "../profiles/fara-profile.ts";
import type { DiagnosisCheck } from "./diagnosis.ts";
import { contextRemedy, memoryRemedy, startRemedy, templateRemedy, visionRemedy } from "./remedies.ts";

const outOfMemory =
  /out of memory|\bOOM\b|insufficient memory|not enough memory|more system memory|failed to allocate|runner (?:process )?has (?:unexpectedly )?(?:stopped|terminated)/i;

/** The check that a request failed, and what to do about it. */
export function failedRequest(
  error: BackendError,
  { profile, baseURL, models }: { profile: FaraProfile; baseURL: string; models: readonly string[] },
): DiagnosisCheck {
  const fail = (name: DiagnosisCheck["name"], problem: string, remedy: string): DiagnosisCheck => ({
    name,
    status: "failed",
    problem,
    remedy,
  });
  if (outOfMemory.test(error.problem)) return fail("memory", "The server has run out of memory.", memoryRemedy);
  if (/chat_template_kwargs/.test(error.problem) && !error.retryable)
    return fail("answer", "The server does not take the field chat_template_kwargs.", templateRemedy);
  switch (error.code) {
    case "context-overflow":
      return fail("context", "The server's context is too short.", contextRemedy(baseURL, profile));
    case "invalid-image":
      return fail("vision", "The server does not take the picture.", visionRemedy);
    case "unknown-model":
      return fail("model", "The server has no model of this name.", wrongModelRemedy(models));
    case "unreachable":
      return fail("connection", "Nothing answers at the address.", startRemedy(baseURL));
    case "unauthenticated":
    case "forbidden":
      return fail("connection", "The server does not accept the key.", keyRemedy);
    case "unsupported":
      return /image/.test(error.problem)
        ? fail("vision", "The model does not take pictures.", visionRemedy)
        : fail("connection", error.problem, error.remedy);
    default:
      return fail("answer", error.problem, error.remedy);
  }
}

/** What to do about a key. */
export const keyRemedy =
  "Pass the endpoint's key as apiKey; on Azure it is the key of the endpoint, not of the subscription.";

/** Which name to use instead. */
export function wrongModelRemedy(models: readonly string[]): string {
  if (models.length === 0)
    return "Use the name that the server was started with; on Foundry the model's id, not the deployment's name.";
  return `Use one that it has: ${models.slice(0, 10).join(", ")}${models.length > 10 ? " …" : ""}.`;
}
