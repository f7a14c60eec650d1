import type { SecretDefinition } from "@massgen/computer-use/policy";
import { inputError } from "../input-error.ts";

/**
 * Secrets as `NAME=VARIABLE@ORIGIN`: their values come from the environment, so that no command line holds one. The same
 * name with another origin may be used there too.
 *
 * @throws MassGenError `invalid-input`
 */
export function readSecrets(
  typed: readonly string[],
  environment: NodeJS.ProcessEnv,
): Readonly<Record<string, SecretDefinition>> {
  const definitions = new Map<string, { readonly value: string; readonly origins: string[] }>();
  for (const text of typed) {
    const [, name = "", variable = "", origin = ""] =
      /^([A-Za-z]\w*)=([A-Za-z_]\w*)@(https?:\/\/[^/?#@\s]+)\/?$/.exec(text) ?? [];
    if (name === "") {
      throw inputError(
        "--secret takes NAME=VARIABLE@ORIGIN.",
        "Write, for example, PIN=BANK_PIN@https://bank.example; the value itself stays in the environment.",
      );
    }
    const value = environment[variable] ?? "";
    if (value === "") {
      throw inputError(`The environment variable ${variable} of --secret ${name} is not set.`, "Set it to the value.");
    }
    const known = definitions.get(name);
    if (known === undefined) definitions.set(name, { value, origins: [origin] });
    else if (known.value === value) known.origins.push(origin);
    else throw inputError(`--secret ${name} has two values.`, "Give each value a name of its own.");
  }
  return Object.fromEntries(definitions);
}
