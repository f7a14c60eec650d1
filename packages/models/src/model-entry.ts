import type { NativeCompactionMode } from "@massgen/core";
import type { Fact, KnownFact } from "./fact.ts";
import type { ModelPrice } from "./prices/model-price.ts";

/** What a model reads or writes. */
export type Modality = "text" | "image" | "audio" | "video";

/**
 * The language in which a model asks for actions on a computer.
 *
 * - `computer`: OpenAI's tool of that name.
 * - `computer-use-preview`: its predecessor, with the display's size in the tool.
 * - `fara-7b`, `fara-1.5`: the two generations of Microsoft's Fara.
 * - `none`: the model has none, or MassGen does not speak it.
 */
export type ComputerDialect = "computer" | "computer-use-preview" | "fara-7b" | "fara-1.5" | "none";

/**
 * What a coordinate counts.
 *
 * - `pixels`: pixels of the screenshot that was sent.
 * - `resized-pixels`: pixels of that screenshot after the model's own resizing, to multiples of 28.
 * - `thousandths`: 0 to 1000 on both axes, whatever the screenshot's size.
 */
export type CoordinateSpace = "pixels" | "resized-pixels" | "thousandths";

/** A size in pixels. */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

/** How a model drives a computer. */
export interface ComputerUse {
  readonly dialect: Fact<ComputerDialect>;
  readonly coordinates: Fact<CoordinateSpace>;
  /** Size of screenshot that the model sees as it is, without resizing, or was shown with. */
  readonly frame: Fact<FrameSize>;
}

/** A published result of a benchmark: per cent of its tasks that were done. */
export interface BenchmarkScore {
  /** Name of the benchmark, e.g. `WebVoyager`. */
  readonly benchmark: string;
  /** 0 to 100. */
  readonly percent: KnownFact<number>;
}

/** How weights are stored. `mxfp4` is the four-bit format in which gpt-oss was trained. */
export type Precision = "bf16" | "int8" | "int4" | "mxfp4";

/** Who runs the model: a provider, or whoever has downloaded its weights. */
export type Hosting = "hosted" | "self-hosted";

/** All that the catalogue says about one model. Plain data: it survives `JSON.stringify` unchanged. */
export interface ModelEntry {
  /** Canonical id, in lower case. */
  readonly name: string;
  /** Other names that mean the same model; tags, prefixes, dates and quantisations need no entry here. */
  readonly aliases: readonly string[];
  /** Whose model it is, in lower case. */
  readonly provider: string;
  /** Models that belong together, for grouping. */
  readonly family: string;
  /** Tokens of input and output together. */
  readonly contextWindow: Fact<number>;
  /** Tokens of input alone, where a provider caps them below the window. */
  readonly maximumInputTokens: Fact<number>;
  /** Tokens of output, reasoning included. */
  readonly maximumOutputTokens: Fact<number>;
  readonly inputModalities: Fact<readonly Modality[]>;
  readonly outputModalities: Fact<readonly Modality[]>;
  /** Whether it can think before it answers. */
  readonly reasoning: Fact<boolean>;
  /** OpenAI's own compaction, by mode. `value: false` means that it is not there. */
  readonly compaction: Readonly<Record<NativeCompactionMode, Fact<boolean>>>;
  readonly computer: ComputerUse;
  /** Published results in using a computer; empty where none was found. Those of different sources do not compare. */
  readonly scores: readonly BenchmarkScore[];
  /** SPDX id or the licence's name; `proprietary` where weights are not published. */
  readonly licence: Fact<string>;
  /** Parameters in total, those of all experts included. */
  readonly parameters: Fact<number>;
  /** Gigabytes (10⁹ bytes) by precision; empty for hosted models. */
  readonly memoryNeeded: Readonly<Partial<Record<Precision, Fact<number>>>>;
  readonly hosting: Fact<Hosting>;
  readonly price: Fact<ModelPrice>;
}
