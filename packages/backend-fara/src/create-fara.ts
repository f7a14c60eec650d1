import { type ComputerModel, MassGenError } from "@massgen/core";
import { defaultSearchUrl } from "./dialect/addresses.ts";
import { createFaraDialect } from "./dialect/create-fara-dialect.ts";
import { possibleActions } from "./dialect/dialect-options.ts";
import { createEndpoint } from "./endpoint/create-endpoint.ts";
import type { FaraSettings } from "./fara-settings.ts";
import { resizeWithSharp } from "./frames/resize-picture.ts";
import type { FaraGeneration, FaraProfile } from "./profiles/fara-profile.ts";
import { profileOf } from "./profiles/profile-of.ts";
import { createSession } from "./session/create-session.ts";

/** Whose words the system prompt is in: this package's, or those of `systemPrompt`. */
export type PromptSource = "own" | "custom";

/** A Fara model. */
export interface FaraModel extends ComputerModel {
  readonly generation: FaraGeneration;
  readonly profile: FaraProfile;
  readonly promptSource: PromptSource;
}

/**
 * Makes a Fara model on any server that speaks Chat Completions. Nothing is sent before the first turn.
 *
 * @throws MassGenError `invalid-option`
 */
export function createFara(settings: FaraSettings): FaraModel {
  const { model, generation, systemPrompt, searchUrl = defaultSearchUrl, mediaType = "image/png" } = settings;
  if (typeof model !== "string" || model === "")
    throw invalid("model is no text.", "Give the model's name at the server.");
  const profile = profileOf(model, generation);
  if (!searchUrl.includes("{query}") || !/^https?:\/\//i.test(searchUrl)) {
    throw invalid("searchUrl is no address with {query} in it.", `Write it like ${defaultSearchUrl}, or leave it out.`);
  }
  if (systemPrompt !== undefined && (typeof systemPrompt !== "string" || systemPrompt.trim() === "")) {
    throw invalid("systemPrompt is empty.", "Leave it out for the prompt of this package.");
  }
  if (mediaType !== "image/png" && mediaType !== "image/jpeg") {
    throw invalid(
      "mediaType must be image/png or image/jpeg.",
      "Leave it out for PNG, which the models were trained with.",
    );
  }
  const { maximumOutputTokens = profile.parameters.maximumOutputTokens, extraBody = {} } = settings;
  if (!(Number.isInteger(maximumOutputTokens) && maximumOutputTokens > 0)) {
    throw invalid("maximumOutputTokens must be a whole number above zero.", "Leave it out for the default.");
  }
  const endpoint = createEndpoint(settings);
  const { temperature } = profile.parameters;
  const parameters = {
    temperature,
    maximumOutputTokens,
    extraBody: { ...profile.parameters.extraBody, ...extraBody },
  };
  return {
    name: endpoint.name,
    model,
    generation: profile.generation,
    profile,
    promptSource: systemPrompt === undefined ? "own" : "custom",
    frame: { ...profile.frame, mediaType },
    start(task) {
      const { environment, actions: computerActions } = task.computer;
      const selectAllKey = environment === "mac" ? "Meta" : "Control";
      return createSession(task, {
        profile,
        endpoint,
        dialect: createFaraDialect({ generation: profile.generation, searchUrl, computerActions, selectAllKey }),
        actions: possibleActions(profile, computerActions),
        parameters,
        resize: settings.resize ?? resizeWithSharp,
        mediaType,
        systemPrompt,
        now: settings.now ?? (() => new Date()),
      });
    },
  };
}

function invalid(problem: string, remedy: string): MassGenError {
  return new MassGenError(problem, { code: "invalid-option", remedy });
}
