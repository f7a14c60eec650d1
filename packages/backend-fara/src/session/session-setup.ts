import type { Dialect, FrameMediaType } from "@massgen/core";
import type { Endpoint } from "../endpoint/create-endpoint.ts";
import type { ResizePicture } from "../frames/resize-picture.ts";
import type { FaraActionName } from "../profiles/action-name.ts";
import type { FaraProfile, GenerationParameters } from "../profiles/fara-profile.ts";

/** What the sessions of a model have in common. */
export interface SessionSetup {
  readonly profile: FaraProfile;
  readonly endpoint: Endpoint;
  readonly dialect: Dialect<string>;
  readonly actions: readonly FaraActionName[];
  readonly parameters: GenerationParameters;
  readonly resize: ResizePicture;
  readonly mediaType: FrameMediaType;
  readonly systemPrompt: string | undefined;
  readonly now: () => Date;
}
