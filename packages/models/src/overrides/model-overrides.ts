import type { NativeCompactionMode } from "@massgen/core";
import type { ComputerDialect, CoordinateSpace, FrameSize, Hosting, Modality, Precision } from "../model-entry.ts";
import type { LongContextRates, TokenRates } from "../prices/model-price.ts";

/** What a user states of one model: plain values, each of which replaces the catalogue's. */
export interface ModelOverride {
  readonly aliases?: readonly string[];
  readonly provider?: string;
  readonly family?: string;
  /** Tokens. */
  readonly contextWindow?: number;
  readonly maximumInputTokens?: number;
  readonly maximumOutputTokens?: number;
  readonly inputModalities?: readonly Modality[];
  readonly outputModalities?: readonly Modality[];
  readonly reasoning?: boolean;
  readonly compaction?: Readonly<Partial<Record<NativeCompactionMode, boolean>>>;
  readonly computer?: {
    readonly dialect?: ComputerDialect;
    readonly coordinates?: CoordinateSpace;
    readonly frame?: FrameSize;
  };
  readonly licence?: string;
  readonly parameters?: number;
  /** Gigabytes by precision. */
  readonly memoryNeeded?: Readonly<Partial<Record<Precision, number>>>;
  readonly hosting?: Hosting;
  /** US dollars for a million tokens, or `none` where nobody charges by the token. */
  readonly price?: "none" | (TokenRates & { readonly longContext?: LongContextRates });
}

/** Models of a user's configuration by name: known ones to correct, and new ones. */
export type ModelOverrides = Readonly<Record<string, ModelOverride>>;
