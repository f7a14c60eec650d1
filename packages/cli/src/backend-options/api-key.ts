import { inputError } from "../input-error.ts";
import { isOpenai } from "./base-url.ts";

export const defaultKeyVariable = "OPENAI_API_KEY";

/**
 * Checks the name of an environment variable; whoever passes the key itself by mistake does not see it again.
 *
 * @throws MassGenError `invalid-input`
 */
export function parseKeyVariable(name: string): string {
  if (/^[A-Za-z_]\w{0,99}$/.test(name)) return name;
  throw inputError("--api-key-env takes the name of an environment variable.", "Write, for example, GROQ_API_KEY.");
}

/** Where a model is, and where its key would be. */
export interface KeyPlace {
  readonly baseURL: string;
  readonly keyVariable: string;
}

/**
 * The key for an endpoint; `undefined` where none is set, and none is needed.
 *
 * @throws MassGenError `invalid-input` where the endpoint is known to want one, or the variable was named.
 */
export function apiKeyFor({ baseURL, keyVariable }: KeyPlace, environment: NodeJS.ProcessEnv): string | undefined {
  const key = environment[keyVariable]?.trim() ?? "";
  if (key !== "") return key;
  if (keyVariable !== defaultKeyVariable) {
    throw inputError(
      `The environment variable ${keyVariable} is not set.`,
      "Set it to the key, or leave --api-key-env out.",
    );
  }
  if (!isOpenai(baseURL)) return undefined;
  throw inputError(
    `There is no API key for ${new URL(baseURL).host}.`,
    `Set ${keyVariable}, name another variable with --api-key-env, or use a server of your own with --base-url http://localhost:11434/v1.`,
  );
}
