import type { OpenExchange } from "./books.ts";
import type { EmulatedSupport, OpenaiEmulatorOptions } from "./emulator-options.ts";
import type { Fault } from "./fault.ts";
import type { Fields } from "./fields.ts";
import type { AnswerWriter } from "./http/answer-writer.ts";
import type { MakeId } from "./ids.ts";
import type { EmulatedModel } from "./model/emulated-model.ts";
import type { ModelPlayer } from "./model/model-player.ts";
import type { PromptCache } from "./prompt-cache.ts";
import { Refusal } from "./refusal.ts";
import type { ItemOrigin } from "./responses/check-order.ts";
import type { ResponseStore } from "./responses/response-store.ts";
import type { SealOwner } from "./seal.ts";

/** Options with their defaults. */
export type EmulatorSettings = Required<
  Omit<OpenaiEmulatorOptions, "apiKeys" | "faults" | "supports" | "port" | "idSeed">
> & {
  readonly apiKeys: readonly string[] | undefined;
  readonly supports: EmulatedSupport;
};

/** What an emulator knows between requests. */
export interface EmulatorState {
  readonly settings: EmulatorSettings;
  readonly makeId: MakeId;
  readonly player: ModelPlayer;
  readonly cache: PromptCache;
  readonly store: ResponseStore;
  /** For ids of items that were made after reasoning: that reasoning. */
  readonly origins: Map<string, ItemOrigin>;
}

/** A request while it is being handled. */
export interface RequestContext {
  readonly state: EmulatorState;
  readonly exchange: OpenExchange;
  readonly body: Fields;
  readonly fault: Fault | undefined;
  readonly answer: AnswerWriter;
  /** Aborted when the client has left. */
  readonly signal: AbortSignal;
}

/** @throws Refusal `model_not_found`. */
export function findModel({ settings }: EmulatorState, name: unknown): EmulatedModel {
  const model = typeof name === "string" && Object.hasOwn(settings.models, name) ? settings.models[name] : undefined;
  if (model !== undefined) return model;
  if (name === undefined || name === null) {
    throw new Refusal("Missing required parameter: 'model'.", { param: "model", code: "missing_required_parameter" });
  }
  throw new Refusal(`The model \`${String(name)}\` does not exist or you do not have access to it.`, {
    status: 404,
    code: "model_not_found",
  });
}

export function sealOwner({ settings }: EmulatorState, model: string): SealOwner {
  return { sealKey: settings.sealKey, organization: settings.organization, model };
}

/** Seconds since 1970. */
export function nowInSeconds({ settings }: EmulatorState): number {
  return Math.floor(settings.now() / 1000);
}
