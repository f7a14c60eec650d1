import type { ComputerActionType, Dialect } from "@massgen/core";
import type { FaraGeneration } from "../profiles/fara-profile.ts";
import { faraProfiles } from "../profiles/fara-profiles.ts";
import { defaultSearchUrl } from "./addresses.ts";
import { decode } from "./decode.ts";
import { type DialectOptions, possibleActions } from "./dialect-options.ts";
import { encode } from "./encode.ts";

export interface FaraDialectSettings {
  readonly generation: FaraGeneration;
  /** Address of a search, with `{query}` where the words go. Default: Bing, which the models were trained with. */
  readonly searchUrl?: string;
  /** What the computer can do. Default: everything that the model knows. */
  readonly computerActions?: readonly ComputerActionType[];
  /** The key that is held to select everything. Default `Control`. */
  readonly selectAllKey?: "Control" | "Meta";
}

/**
 * The language of a generation of Fara models. An output is the model's text: its thoughts, then its call between
 * `<tool_call>` tags. `decode` reads it in every malformed shape that has been reported.
 */
export function createFaraDialect(settings: FaraDialectSettings): Dialect<string> {
  const { generation, searchUrl = defaultSearchUrl, computerActions, selectAllKey = "Control" } = settings;
  const profile = faraProfiles[generation];
  const actions = computerActions === undefined ? profile.actions : possibleActions(profile, computerActions);
  const options: DialectOptions = { profile, actions, searchUrl, selectAllKey };
  return {
    name: `fara-${generation}`,
    decode: (output, context) => decode(output, context, options),
    encode: (decision, context) => encode(decision, context, options),
  };
}
