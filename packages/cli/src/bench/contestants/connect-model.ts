import { resolveModelPlace } from "../../backend-options/backend-choice.ts";
import type { TypedBackendOptions } from "../../backend-options/typed-backend-options.ts";
import type { CompactionModel } from "../../strategies/compaction-model.ts";
import type { LiveModel } from "./live-contestants.ts";

/**
 * Gets hold of the model that was named. Its provider's own compaction is asked for where that speaks the Responses API.
 *
 * @throws MassGenError `invalid-input` where its key is missing.
 */
export async function connectModel(
  model: CompactionModel,
  typed: TypedBackendOptions,
  rows: ReadonlySet<string> | undefined,
): Promise<LiveModel> {
  const summaryModel = await model.model();
  const { api } = resolveModelPlace(typed, process.env);
  const isWanted = rows === undefined ? api === "responses" : rows.has("native");
  return { summaryModel, backend: isWanted ? await model.backend(undefined) : undefined };
}
