import type { ChatQuirk } from "./chat/chat-quirk.ts";
import type { Fault, FaultContext } from "./fault.ts";
import type { EmulatedModel } from "./model/emulated-model.ts";
import type { CompactQuirk } from "./responses/compact-quirk.ts";

/** Parts of the API that a server may lack. */
export interface EmulatedSupport {
  /** `POST /v1/responses` and all below it. */
  readonly responses: boolean;
  /** `POST /v1/responses/compact`. */
  readonly compact: boolean;
  /** `context_management` in a request. */
  readonly contextManagement: boolean;
  /** A `compaction_trigger` item. */
  readonly trigger: boolean;
  /** `POST /v1/responses/input_tokens`. */
  readonly inputTokens: boolean;
  /** `POST /v1/chat/completions`. */
  readonly chatCompletions: boolean;
}

/** What an OpenAI emulator is like. */
export interface OpenaiEmulatorOptions {
  /** Models by name. */
  readonly models: Readonly<Record<string, EmulatedModel>>;
  /** Keys that are accepted. Default: any; a request without a key is refused in either case. */
  readonly apiKeys?: readonly string[];
  /** Organisation to which sealed items belong. Default: `org-emulated`. */
  readonly organization?: string;
  /** Secret of the seals; emulators that share it, organisation and model open each other's items. Default: a fresh one. */
  readonly sealKey?: string;
  /** What the server has. Default: everything. What it lacks is a 404, or a 400 where it is a field. */
  readonly supports?: Partial<EmulatedSupport>;
  /**
   * Whether the model sees, and the bill counts, what stands before the last compaction item. The evidence is
   * contradictory. Default: `dropped`.
   */
  readonly itemsBeforeCompaction?: "dropped" | "seen";
  /** How a stream reports that the input is too long: before it begins, or as a `response.failed` event. Default: `thrown`. */
  readonly overflow?: "thrown" | "in-stream";
  /** Whether `context_management` also compacts after an answer of calls only. Default: `false`, as reported of the API. */
  readonly compactOnToolTurns?: boolean;
  /** `response.compaction.compacting` events while an item is made. Default: 0. */
  readonly compactingEvents?: number;
  /** Deviations of `/v1/responses/compact` that have been reported. Default: none. */
  readonly compactQuirks?: readonly CompactQuirk[];
  /** Deviations of `/v1/chat/completions` that compatible servers have. Default: none. */
  readonly chatQuirks?: readonly ChatQuirk[];
  /** Largest request body; above it the answer is a 413. Default: 50 MB. */
  readonly maximumBodyBytes?: number;
  /** Characters of a text delta. Default: 20. */
  readonly chunkCharacters?: number;
  /** Time before each answer. Default: 0. */
  readonly latencyMilliseconds?: number;
  /** Time before each delta of a stream. Default: 0. */
  readonly chunkMilliseconds?: number;
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: () => number;
  /** Source of the ids that are made. Default: a fresh one, so that no two emulators make the same ids. */
  readonly idSeed?: string;
  /** Asked for each request; faults asked for by header or queued with `fail` come first. */
  readonly faults?: (context: FaultContext) => Fault | undefined;
  /** How many requests the books keep, the latest. Default: all. */
  readonly keptRequests?: number;
  /** TCP port on 127.0.0.1. Default: 0, any that is free. */
  readonly port?: number;
}
