import { MassGenError } from "@massgen/core";
import { detectGeneration } from "./detect-generation.ts";
import type { FaraGeneration, FaraProfile } from "./fara-profile.ts";
import { faraProfiles } from "./fara-profiles.ts";

/**
 * Profile of a model, by the generation that is given or that its name tells.
 *
 * @throws MassGenError `invalid-option` where it is neither given nor told.
 */
export function profileOf(model: string, generation?: FaraGeneration): FaraProfile {
  const known = generation ?? detectGeneration(model);
  if (known === undefined) {
    throw new MassGenError("The model's name does not tell which generation of Fara it is.", {
      code: "invalid-option",
      remedy: 'Set generation to "7b" or "1.5".',
    });
  }
  if (!Object.hasOwn(faraProfiles, known)) {
    throw new MassGenError("There is no such generation of Fara.", {
      code: "invalid-option",
      remedy: 'Set generation to "7b" or "1.5", or leave it out where the model\'s name tells it.',
    });
  }
  return faraProfiles[known];
}
