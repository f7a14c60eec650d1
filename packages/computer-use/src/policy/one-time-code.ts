import { createHmac } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Time for which a code holds: the default of RFC 6238, and what services use. */
const stepMilliseconds = 30_000;

/** Reads Base32 (RFC 4648) as it is shown to people: spaces, hyphens, padding and lower case allowed. */
export function decodeBase32(text: string): Buffer | undefined {
  const digits = text.toUpperCase().replace(/[\s-]/g, "").replace(/=+$/, "");
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const digit of digits) {
    const index = alphabet.indexOf(digit);
    if (index < 0) return undefined;
    value = ((value << 5) | index) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >> bits) & 255);
  }
  return Buffer.from(bytes);
}

/**
 * The one-time code of a moment (RFC 6238 on RFC 4226, 5.3): SHA-1, six digits.
 *
 * @param milliseconds - Since 1970.
 */
export function oneTimeCode(key: Buffer, milliseconds: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.max(0, Math.floor(milliseconds / stepMilliseconds))));
  const digest = createHmac("sha1", key).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 15;
  const number = digest.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, "0");
}
