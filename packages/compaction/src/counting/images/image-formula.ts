import type { ImageSize } from "./image-size.ts";

/** What the cost of an image depends on. */
export interface SizedImage extends ImageSize {
  /** The provider's own word for resolution, e.g. `low`; `null` where the request leaves it to the provider. */
  readonly detail: string | null;
}

/** Tokens that a model counts for an image: a whole number above zero, for sides of one pixel and more. */
export type ImageTokenFormula = (image: SizedImage) => number;

/** How a model family counts images. */
export interface ImageFormula {
  readonly tokens: ImageTokenFormula;
  /**
   * `documented`: the provider, or the published code of the model, states the rule. `recorded`: derived from the usage
   * that an API reported. `assumed`: neither, or the provider calls its own rule rough.
   */
  readonly evidence: "documented" | "recorded" | "assumed";
}
