import type { FrameMediaType } from "@massgen/core";
import type { ApiKey, RetryOptions } from "@massgen/core/provider";
import type { ResizePicture } from "./frames/resize-picture.ts";
import type { FaraGeneration } from "./profiles/fara-profile.ts";

/** A Fara model at a server, and how to use it. */
export interface FaraSettings {
  /** The model's name at the server, e.g. `microsoft/Fara-7B`. */
  readonly model: string;
  /** Address that `/chat/completions` is added to; where it is not known there, `/v1` is added or left out. Default `http://localhost:5000/v1`. */
  readonly baseURL?: string;
  /** Sent as a bearer token. Local servers need none; no environment variable is read. */
  readonly apiKey?: ApiKey;
  /** Needed where the model's name does not tell it. */
  readonly generation?: FaraGeneration;
  /**
   * Stands instead of our own words, e.g. the text that the models were trained on. `{width}`, `{height}` and `{date}` in
   * it are filled in.
   */
  readonly systemPrompt?: string;
  /** Address of a search, with `{query}` where the words go. Default: Bing, which the models were trained with. */
  readonly searchUrl?: string;
  /** Brings frames of another size to that of the model. Default: the package `sharp`, which must then be installed. */
  readonly resize?: ResizePicture;
  /** What frames are asked for, and written as where they are resized. Default `image/png`, as in training. */
  readonly mediaType?: FrameMediaType;
  /** Tokens that an answer may have at most. Default 1,024. */
  readonly maximumOutputTokens?: number;
  /** Fields put into each request, over those of the model's profile. */
  readonly extraBody?: Readonly<Record<string, unknown>>;
  /** Sent with each request, over the usual ones. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: the global one. */
  readonly fetch?: typeof fetch;
  /** Longest silence of the server. Default 600,000. */
  readonly timeoutMilliseconds?: number;
  /** How requests are repeated that failed on their way. Answers that make no sense are counted apart. */
  readonly retries?: RetryOptions;
  /** What day it is. Default: the system's clock. */
  readonly now?: () => Date;
}
