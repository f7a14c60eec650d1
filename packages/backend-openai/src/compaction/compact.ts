import {
  BackendError,
  MassGenError,
  type NativeCompactionMode,
  type NativeCompactionRequest,
  type NativeCompactionResult,
} from "@massgen/core";
import type { ResolvedSettings } from "../settings/resolve-settings.ts";
import type { StreamParts } from "../stream/stream-response.ts";
import type { FeatureState } from "../support/endpoint-support.ts";
import { stateAfter } from "../support/refusal.ts";
import { chooseMode } from "./choose-mode.ts";
import { compactByEndpoint } from "./endpoint-compaction.ts";
import { compactByTrigger } from "./trigger-compaction.ts";

const ways = { endpoint: compactByEndpoint, trigger: compactByTrigger } as const;

/**
 * Has the provider compact a conversation, in the way that `chooseMode` says. What an endpoint turns out to lack, or to
 * fail at, is remembered, and where the configuration leaves the choice, the next way is tried in the same call.
 *
 * @throws BackendError `unsupported` where no way is left; what went wrong otherwise; the signal's reason on abort.
 */
export async function compact(
  request: NativeCompactionRequest,
  settings: ResolvedSettings,
  parts: StreamParts,
): Promise<NativeCompactionResult> {
  const { mode: configured, support, name } = settings;
  const tried = new Map<NativeCompactionMode, FeatureState>();
  const stateOf = (mode: NativeCompactionMode) => tried.get(mode) ?? support.stateOf(mode);
  let failure: unknown;
  for (;;) {
    const states = { endpoint: stateOf("endpoint"), trigger: stateOf("trigger"), server: stateOf("server") };
    const choice = failure !== undefined && !fallsBack(configured) ? "unsupported" : chooseMode({ configured, states });
    if (choice === "unsupported") throw failure ?? noCompaction(name, configured);
    try {
      const result = await ways[choice](request, settings, parts);
      support.record(choice, "supported");
      return result;
    } catch (error) {
      request.signal?.throwIfAborted();
      const state = BackendError.isInstance(error) ? stateAfter(error, choice) : undefined;
      if (state === undefined) throw error;
      support.record(choice, state);
      tried.set(choice, state);
      // That one way is missing says less than that another one, which is there, failed.
      if (!MassGenError.isInstance(failure) || failure.code === "unsupported") failure = asUnsupported(error, state);
    }
  }
}

function fallsBack(configured: ResolvedSettings["mode"]): boolean {
  return configured === "auto" || configured === "server";
}

/** A refusal in words has another code until it is known what it refuses. */
function asUnsupported(error: unknown, state: FeatureState): unknown {
  if (state !== "unsupported" || !BackendError.isInstance(error) || error.code === "unsupported") return error;
  const { problem, status, requestId } = error;
  const remedy = "Use another mode of compaction, or none of the provider's.";
  return new BackendError(problem, { code: "unsupported", remedy, retryable: false, status, requestId, cause: error });
}

function noCompaction(name: string, configured: ResolvedSettings["mode"]): BackendError {
  const isOff = configured === "off";
  return new BackendError(
    isOff ? `${name}: compaction is off.` : `${name}: the endpoint is known to offer no compaction.`,
    {
      code: "unsupported",
      remedy: isOff ? "Set compaction.mode to auto." : "Use another strategy, or forget() what is known to try again.",
      retryable: false,
    },
  );
}
