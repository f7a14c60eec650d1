import { loadModelOverrides } from "../configuration/load-model-overrides.ts";
import { inputError } from "../input-error.ts";
import { suggestName } from "../nearest-name.ts";
import { defaultKeyVariable, parseKeyVariable } from "./api-key.ts";
import { type Api, isOpenai, openaiURL, parseBaseURL } from "./base-url.ts";
import { type ContextWindow, resolveContextWindow } from "./context-window.ts";
import { readInstructions } from "./read-instructions.ts";
import { parseThreshold, parseTokens } from "./token-size.ts";
import type { TypedBackendOptions } from "./typed-backend-options.ts";

const compactionModes = ["auto", "endpoint", "server", "trigger", "off"] as const;
const apis = ["responses", "chat"] as const;

/** How the provider's own compaction is used; `off` leaves the chain of fallbacks. */
export type CompactionMode = (typeof compactionModes)[number];

/** Which model is spoken to, and where. */
export interface ModelPlace {
  readonly model: string;
  readonly baseURL: string;
  readonly api: Api;
  /** Environment variable that holds the key. */
  readonly keyVariable: string;
}

/** Everything that was decided about the model and its conversation: plain JSON without secrets, stored with it. */
export interface BackendChoice extends ModelPlace, ContextWindow {
  readonly compaction: CompactionMode;
  /** Shares up to 1, or tokens. */
  readonly trigger: number;
  readonly target: number;
  readonly store: boolean;
  readonly recall: boolean;
  readonly instructions?: string;
  readonly reasoningEffort?: string;
  readonly maximumOutputTokens?: number;
}

/** What is decided where neither an option nor the conversation's own settings say otherwise. */
const defaults = { compaction: "auto", trigger: 0.8, target: 0.4, store: false } as const;

/**
 * Where the model is.
 *
 * @param saved - what holds where no option says otherwise: the settings of a conversation that goes on.
 * @throws MassGenError `invalid-input`
 */
export function resolveModelPlace(
  typed: TypedBackendOptions,
  environment: NodeJS.ProcessEnv,
  saved?: ModelPlace,
): ModelPlace {
  const model = typed.model ?? saved?.model ?? environment.MASSGEN_MODEL ?? "";
  if (model === "") {
    throw inputError(
      "No model is named.",
      "Pass --model or set MASSGEN_MODEL: gpt-5 with a key in OPENAI_API_KEY, or llama3.2 with --base-url http://localhost:11434/v1 for a server of your own.",
    );
  }
  const address = typed.baseUrl ?? saved?.baseURL ?? (environment.OPENAI_BASE_URL || openaiURL);
  const isFromEnvironment = typed.baseUrl === undefined && saved === undefined;
  const baseURL = parseBaseURL(address, isFromEnvironment ? "OPENAI_BASE_URL" : "--base-url");
  // Another server speaks its own protocol, and is not sent the key of the one before.
  const known = saved?.baseURL === baseURL ? saved : undefined;
  const api = typed.api ?? known?.api ?? (isOpenai(baseURL) ? "responses" : "chat");
  return {
    model,
    baseURL,
    api: oneOf(api, apis, "--api"),
    keyVariable: parseKeyVariable(typed.apiKeyEnv ?? known?.keyVariable ?? defaultKeyVariable),
  };
}

/**
 * Everything about the model and its conversation; the window is the catalogue's and the configuration's where no option
 * states it.
 *
 * @throws MassGenError `invalid-input`, and what `loadModelOverrides` throws.
 */
export async function resolveBackendChoice(
  typed: TypedBackendOptions,
  environment: NodeJS.ProcessEnv,
  saved?: BackendChoice,
): Promise<BackendChoice> {
  const place = resolveModelPlace(typed, environment, saved);
  const { contextWindow: _window, contextWindowFact: _fact, ...base } = { ...defaults, recall: true, ...saved };
  const choice: BackendChoice = {
    ...base,
    ...place,
    ...(await resolveContextWindow({
      model: place.model,
      typed: typed.contextWindow,
      saved: saved && { ...saved, isSameModel: saved.model === place.model && saved.baseURL === place.baseURL },
      overrides: await loadModelOverrides({ environment }),
    })),
    ...(typed.compaction !== undefined && { compaction: oneOf(typed.compaction, compactionModes, "--compaction") }),
    ...(typed.trigger !== undefined && { trigger: parseThreshold(typed.trigger, "--trigger") }),
    ...(typed.target !== undefined && { target: parseThreshold(typed.target, "--target") }),
    ...(typed.store === true && { store: true }),
    ...(typed.recall === false && { recall: false }),
    ...(typed.instructions !== undefined && { instructions: await readInstructions(typed.instructions) }),
    ...(typed.reasoning !== undefined && { reasoningEffort: typed.reasoning }),
    ...(typed.maxOutputTokens !== undefined && {
      maximumOutputTokens: parseTokens(typed.maxOutputTokens, "--max-output-tokens"),
    }),
  };
  return place.api === "chat" ? withoutResponses(choice, typed) : choice;
}

/** What only the Responses API has is refused where it was asked for, and left out where an earlier model had it. */
function withoutResponses(choice: BackendChoice, typed: TypedBackendOptions): BackendChoice {
  const asked = typed.store === true ? "--store" : isNative(typed.compaction) ? `--compaction ${typed.compaction}` : "";
  if (asked !== "") {
    throw inputError(
      `${asked} needs OpenAI's Responses API.`,
      "Add --api responses where the server has it, or leave it out.",
    );
  }
  return { ...choice, store: false, compaction: choice.compaction === "off" ? "off" : "auto" };
}

function isNative(mode: string | undefined): boolean {
  return mode === "endpoint" || mode === "server" || mode === "trigger";
}

function oneOf<Name extends string>(text: string, names: readonly Name[], option: string): Name {
  const name = names.find((known) => known === text);
  if (name !== undefined) return name;
  throw inputError(`${option} has no "${text}".`, suggestName(text, names));
}
