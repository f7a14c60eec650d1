import type { FramePreference } from "@massgen/core";
import type { FaraActionName } from "./action-name.ts";

/** The two generations, whose prompts, coordinates and arguments do not mix. */
export type FaraGeneration = "7b" | "1.5";

/** The size that a picture is brought to before the model sees it. */
export interface ResizeRule {
  /** Both sides become multiples of it: pixels of a patch times the patches that are merged to one token. */
  readonly factor: number;
  /** Area in pixels. */
  readonly minimumPixels: number;
  /** Area in pixels. */
  readonly maximumPixels: number;
  /** Longer side by shorter side. */
  readonly maximumRatio: number;
}

/** Fields of each request. */
export interface GenerationParameters {
  readonly temperature: number;
  readonly maximumOutputTokens: number;
  /** Fields beyond those that all servers know. */
  readonly extraBody: Readonly<Record<string, unknown>>;
}

/** What a generation was trained on, as data. Its facts come from https://github.com/microsoft/fara and magentic-ui. */
export interface FaraProfile {
  readonly generation: FaraGeneration;
  /** For people. */
  readonly family: string;
  readonly actions: readonly FaraActionName[];
  /** What a coordinate counts: pixels of the picture that was sent, or thousandths of its sides. */
  readonly coordinates: "sent-pixels" | "thousandths";
  readonly resize: ResizeRule;
  /** A fixed point of the resize, so that a browser made at this size needs none. */
  readonly frame: Pick<FramePreference, "width" | "height">;
  /** Pictures in a request at most, the current one among them. Older ones go with the whole turn. */
  readonly pictures: number;
  /** How far `scroll` goes: always the same number of pixels, or as many thousandths of the frame as it says. */
  readonly scroll: { readonly type: "fixed"; readonly pixels: number } | { readonly type: "thousandths" };
  /** Whether `type` brings its own click, clearing and Enter key. */
  readonly typeHasClick: boolean;
  /** Actions that end the task. */
  readonly terminalActions: readonly FaraActionName[];
  /** Where the answer to the task is: in the text before the last call, or in its argument `answer`. */
  readonly answer: "thoughts" | "argument";
  /** Whether the prompt says which day it is. */
  readonly statesDate: boolean;
  readonly parameters: GenerationParameters;
  /** Tokens of context that a server should be started with at least; from the documentation of Fara's GGUF files. */
  readonly minimumContext: number;
}
