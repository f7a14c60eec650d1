import { MassGenError } from "@massgen/core";
import { decodeBase32 } from "./one-time-code.ts";
import { secretOrigin } from "./secret-origin.ts";

/** A secret, and the origins on which it may be typed, e.g. `https://bank.example`. */
export type SecretDefinition =
  /** Four characters at least. */
  | { readonly value: string; readonly origins: readonly string[] }
  /** A key for one-time codes (RFC 6238: SHA-1, 30 s, 6 digits) in Base32. */
  | { readonly totp: string; readonly origins: readonly string[] };

/** A definition that has been checked. */
export interface KnownSecret {
  readonly name: string;
  readonly origins: readonly string[];
  /** What is typed, or the key of what is typed. */
  readonly value: string;
  readonly key: Buffer | undefined;
}

/** Masking less would make a text unreadable and show where the secret is. */
const minimumLength = 4;
const maximumLength = 4_096;
/** The shortest key that services hand out: 80 bits. */
const minimumKeyBytes = 10;

/** @throws MassGenError `invalid-secret` that names the secret, never its value. */
export function readSecretDefinition(name: string, definition: unknown): KnownSecret {
  const fail = (problem: string, remedy: string): never => {
    throw new MassGenError(`The secret ${JSON.stringify(name.slice(0, 64))} ${problem}.`, {
      code: "invalid-secret",
      remedy,
    });
  };
  if (!/^[A-Za-z_]\w{0,63}$/.test(name)) {
    fail("has a name that is none", "Use letters, digits and underscores, 64 at most, and no digit first.");
  }
  const fields: Partial<Record<"value" | "totp" | "origins", unknown>> =
    typeof definition === "object" && definition !== null ? definition : {};
  if ((fields.value === undefined) === (fields.totp === undefined)) {
    fail("must have either a value or a totp", 'Write { value: "…", origins: […] } or { totp: "…", origins: […] }.');
  }
  const value = fields.value ?? fields.totp;
  if (typeof value !== "string" || value.trim().length < minimumLength || value.length > maximumLength) {
    return fail("is too short or too long to be masked", `Use ${minimumLength} to ${maximumLength} characters.`);
  }
  const key = fields.totp === undefined ? undefined : decodeBase32(value);
  if (fields.totp !== undefined && (key === undefined || key.length < minimumKeyBytes)) {
    fail("has a totp that is no key", "Give the Base32 text that the service shows for entering by hand.");
  }
  const origins = Array.isArray(fields.origins) ? fields.origins.map(readOrigin) : [];
  if (origins.length === 0 || origins.includes(undefined)) {
    fail(
      "has no origins, or one that is none",
      'List origins such as "https://bank.example": https, or http on this machine, without a path.',
    );
  }
  return { name, value, key, origins: origins.filter((origin) => origin !== undefined) };
}

function readOrigin(text: unknown): string | undefined {
  if (typeof text !== "string" || !/^https?:\/\/[^/\\?#@*\s]+\/?$/i.test(text)) return undefined;
  return secretOrigin(text);
}
