import { BackendError, MassGenError } from "@massgen/core";
import { toBackendError } from "@massgen/core/provider";
import { createFara, type FaraModel } from "../create-fara.ts";
import { defaultBaseURL } from "../endpoint/create-endpoint.ts";
import type { FaraSettings } from "../fara-settings.ts";
import { askAboutPicture } from "./ask-about-picture.ts";
import type { Diagnosis, DiagnosisCheck, DiagnosisCheckName } from "./diagnosis.ts";
import { failedRequest, keyRemedy, wrongModelRemedy } from "./failed-request.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { isSameModel, lookAtServer, type ServerFacts } from "./look-at-server.ts";
import { createJsonReader } from "./read-json.ts";
import { contextRemedy } from "./remedies.ts";

export interface DiagnoseOptions {
  readonly signal?: AbortSignal | undefined;
  /** Default: that of the settings, else the global one. */
  readonly fetch?: typeof fetch;
}

const order: readonly DiagnosisCheckName[] = [
  "settings",
  "connection",
  "model",
  "context",
  "memory",
  "vision",
  "answer",
];

/**
 * Finds out whether a Fara model can be used at an endpoint, and what to do where it cannot: looks at what the server
 * says of itself, then sends one small picture. What goes wrong at the endpoint is in the result.
 *
 * @throws the signal's reason on abort.
 */
export async function diagnose(settings: FaraSettings, options: DiagnoseOptions = {}): Promise<Diagnosis> {
  const { signal, fetch: send = settings.fetch ?? fetch } = options;
  signal?.throwIfAborted();
  let model: FaraModel;
  try {
    model = createFara(settings);
  } catch (error) {
    if (!MassGenError.isInstance(error)) throw error;
    return report(settings, undefined, [
      { name: "settings", status: "failed", problem: error.problem, remedy: error.remedy },
    ]);
  }
  const context: Inspection = { settings: { ...settings, fetch: send }, model, signal };
  const { checks, facts } = await inspect(context);
  return report(settings, model, [{ name: "settings", status: "passed" }, ...checks], facts?.models);
}

interface Inspection {
  readonly settings: FaraSettings;
  readonly model: FaraModel;
  readonly signal: AbortSignal | undefined;
}

async function inspect(inspection: Inspection): Promise<{ checks: readonly DiagnosisCheck[]; facts?: ServerFacts }> {
  const { settings, model, signal } = inspection;
  const { profile } = model;
  const { baseURL = defaultBaseURL } = settings;
  let facts: ServerFacts;
  try {
    const read = createJsonReader(settings, baseURL, settings.fetch ?? fetch, signal);
    facts = await lookAtServer(baseURL, model.model, read);
  } catch (error) {
    signal?.throwIfAborted();
    const failure = toBackendError(error, { backend: model.name, baseURL });
    return { checks: [{ ...failedRequest(failure, { profile, baseURL, models: [] }), name: "connection" }] };
  }
  const { models = [] } = facts;
  if (facts.status === 401 || facts.status === 403) {
    const problem = "The server does not accept the key, or wants one.";
    return { checks: [{ name: "connection", status: "failed", problem, remedy: keyRemedy }], facts };
  }
  const connection: DiagnosisCheck = { name: "connection", status: "passed" };
  const known = [connection, ...contextCheck(facts, inspection, baseURL)];
  try {
    const answer = await askAboutPicture(settings, profile, signal);
    const memory: DiagnosisCheck = { name: "memory", status: "passed" };
    return { checks: [...known, modelCheck(facts, model.model), memory, ...judgeAnswer(answer, profile)], facts };
  } catch (error) {
    signal?.throwIfAborted();
    if (!BackendError.isInstance(error)) throw error;
    const failed = failedRequest(error, { profile, baseURL, models });
    return { checks: [...known.filter(({ name }) => name !== failed.name), failed], facts };
  }
}

function contextCheck({ context }: ServerFacts, { model }: Inspection, baseURL: string): readonly DiagnosisCheck[] {
  if (context === undefined) return [];
  const detail = `${context} tokens`;
  if (context >= model.profile.minimumContext) return [{ name: "context", status: "passed", detail }];
  const problem = `The server's context of ${context} tokens is too short.`;
  return [{ name: "context", status: "failed", detail, problem, remedy: contextRemedy(baseURL, model.profile) }];
}

/** Some servers answer whatever name they are asked for. */
function modelCheck({ models }: ServerFacts, model: string): DiagnosisCheck {
  if (models === undefined || models.some((id) => isSameModel(id, model))) return { name: "model", status: "passed" };
  const problem = "The server does not list this model, and answers with another.";
  return { name: "model", status: "warned", problem, remedy: wrongModelRemedy(models) };
}

function report(
  { model, baseURL = defaultBaseURL, systemPrompt }: FaraSettings,
  fara: FaraModel | undefined,
  found: readonly DiagnosisCheck[],
  models: readonly string[] = [],
): Diagnosis {
  const checks = order.map(
    (name) => found.find((check) => check.name === name) ?? ({ name, status: "skipped" } as const),
  );
  return {
    model,
    baseURL: shown(baseURL),
    ...(fara === undefined ? {} : { generation: fara.generation }),
    promptSource: systemPrompt === undefined ? "own" : "custom",
    models,
    isUsable: checks.every(({ status }) => status !== "failed"),
    checks,
  };
}

/** Without name, password and query, any of which may be secret. */
function shown(baseURL: string): string {
  const url = URL.parse(baseURL);
  return url === null ? "" : `${url.origin}${url.pathname}`;
}
