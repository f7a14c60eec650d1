import type { SummaryModel } from "@massgen/compaction";
import { BackendError, type CompactingBackend, type ConversationItem } from "@massgen/core";
import { type ModelPlace, resolveModelPlace } from "../backend-options/backend-choice.ts";
import { createBackend, createResponsesBackend } from "../backend-options/create-backend.ts";
import { explainFailure } from "../backend-options/explain-failure.ts";
import type { TypedBackendOptions } from "../backend-options/typed-backend-options.ts";
import { inputError } from "../input-error.ts";

/** Ways of native compaction that can be asked for; `server` happens only while a model answers. */
export const nativeModes = ["auto", "endpoint", "trigger"] as const;

export type NativeMode = (typeof nativeModes)[number];

/** The model behind strategies that need one. */
export interface CompactionModel {
  /** @throws MassGenError `invalid-input` where no model is named, or its key is missing. */
  readonly model: () => Promise<SummaryModel>;
  /** @throws MassGenError `invalid-input` likewise, and for an endpoint without the Responses API. */
  readonly backend: (mode: NativeMode | undefined) => Promise<CompactingBackend>;
  /** Why its provider last refused, in words for the terminal: a report has only the problem. */
  failure(): BackendError | undefined;
}

export function createCompactionModel(typed: TypedBackendOptions, environment: NodeJS.ProcessEnv): CompactionModel {
  let failure: unknown;
  const noting = async <Result>(place: ModelPlace, work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      failure = explainFailure(error, place, environment);
      throw error;
    }
  };
  return {
    async model() {
      const place = resolveModelPlace(typed, environment);
      const backend = await createBackend(place, environment);
      const { summaryModelOf } = await import("@massgen/orchestrator");
      const summarize = summaryModelOf(backend);
      return (request) => noting(place, Promise.resolve(summarize(request)));
    },
    async backend(mode = "auto") {
      // Who asks for native compaction means the Responses API, whatever the host.
      const place = resolveModelPlace({ ...typed, api: typed.api ?? "responses" }, environment);
      if (place.api === "chat") {
        throw inputError("The strategy native needs OpenAI's Responses API.", "Leave --api chat out.");
      }
      const backend = await createResponsesBackend(place, environment, { compaction: mode });
      return {
        name: backend.name,
        async compact(request) {
          const result = await noting(place, backend.compact(request));
          return { ...result, items: result.items.map(withoutOrigin) };
        },
      };
    },
    failure: () => (BackendError.isInstance(failure) ? failure : undefined),
  };
}

/** The item as its provider sent it: a file is read by programs that do not know where massgen writes its origin. */
function withoutOrigin(item: ConversationItem): ConversationItem {
  if (item.massgen === undefined) return item;
  const { massgen: _origin, ...rest } = item;
  return rest as ConversationItem;
}
