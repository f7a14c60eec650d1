import { inspect } from "node:util";
import { oneTimeCode } from "./one-time-code.ts";
import { readSecretDefinition, type SecretDefinition } from "./read-secret-definition.ts";
import { createMask, type MaskedValue } from "./secret-mask.ts";
import { secretOrigin } from "./secret-origin.ts";

/** What may be told of a secret. */
export interface SecretDescription {
  readonly name: string;
  readonly kind: "value" | "one-time-code";
  readonly origins: readonly string[];
}

/** What became of a text with placeholders. */
export type ResolvedText =
  | {
      readonly ok: true;
      /** Holds values: to be typed, and neither logged nor shown. */
      readonly text: string;
      /** Names of the secrets in it. */
      readonly used: readonly string[];
    }
  | {
      readonly ok: false;
      readonly code: "unknown-secret" | "wrong-origin";
      /** One sentence for the model. */
      readonly reason: string;
    };

/** Values that a model knows by name only, as `<secret>NAME</secret>`. Printing it or turning it into JSON shows names. */
export interface Secrets {
  readonly descriptions: readonly SecretDescription[];
  /**
   * The text with values in place of placeholders.
   *
   * @param origin - Of the very frame that is typed into, e.g. `https://bank.example`; a URL counts by its origin.
   */
  resolve(text: string, origin: string): ResolvedText;
  /** The text with placeholders in place of values, however they are usually encoded. */
  mask(text: string): string;
  /** What must not be seen in a frame: values, keys, and the one-time codes that were given out last. */
  values(): readonly string[];
  toJSON(): readonly SecretDescription[];
}

export interface SecretsOptions {
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
}

/** One-time codes that are remembered in order to mask them. */
const rememberedCodes = 20;

/** @throws MassGenError `invalid-secret` that names the secret, never its value. */
export function createSecrets(
  definitions: Readonly<Record<string, SecretDefinition>>,
  { now = Date.now }: SecretsOptions = {},
): Secrets {
  const known = new Map(
    Object.entries(definitions).map(([name, definition]) => [name, readSecretDefinition(name, definition)]),
  );
  const values: MaskedValue[] = [...known.values()].flatMap(({ name, value, key }) => {
    // A key is often written in groups, and typed without.
    const texts = key === undefined ? [value] : new Set([value, value.replace(/[\s-]/g, "")]);
    return Array.from(texts, (text) => ({ name, value: text }));
  });
  const codes: MaskedValue[] = [];
  let mask = createMask(values);
  const descriptions = [...known.values()].map(
    ({ name, key, origins }): SecretDescription => ({
      name,
      kind: key === undefined ? "value" : "one-time-code",
      origins,
    }),
  );

  const codeOf = (name: string, key: Buffer): string => {
    const code = oneTimeCode(key, now());
    if (!codes.some(({ value }) => value === code)) {
      codes.push({ name, value: code, isCode: true });
      if (codes.length > rememberedCodes) codes.shift();
      mask = createMask([...values, ...codes]);
    }
    return code;
  };

  const resolve = (text: string, origin: string): ResolvedText => {
    const names = [...new Set(Array.from(text.matchAll(placeholders), ([, name = ""]) => name))];
    if (names.length === 0) return { ok: true, text, used: [] };
    const here = secretOrigin(origin);
    for (const name of names) {
      const secret = known.get(name);
      if (secret === undefined) {
        const others = known.size === 0 ? "there are none" : `there are ${[...known.keys()].join(", ")}`;
        return { ok: false, code: "unknown-secret", reason: `There is no secret of the name ${name}; ${others}.` };
      }
      if (here === undefined || !secret.origins.includes(here)) {
        const reason = `The secret ${name} may be typed on ${secret.origins.join(" and ")} only, and this is another site.`;
        return { ok: false, code: "wrong-origin", reason };
      }
    }
    const resolved = text.replace(placeholders, (whole, name: string) => {
      const secret = known.get(name);
      if (secret === undefined) return whole;
      return secret.key === undefined ? secret.value : codeOf(name, secret.key);
    });
    return { ok: true, text: resolved, used: names };
  };

  const secrets: Secrets = {
    descriptions,
    resolve,
    mask: (text) => mask(text),
    values: () => [...values, ...codes].map(({ value }) => value),
    toJSON: () => descriptions,
  };
  Object.defineProperty(secrets, inspect.custom, { value: () => `Secrets(${[...known.keys()].join(", ")})` });
  return secrets;
}

/** Names are bounded, so that this is linear on any text. */
const placeholders = /<secret>\s{0,8}(\w{1,64})\s{0,8}<\/secret>/g;
