import { createCipheriv, createDecipheriv, createHash, createHmac } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";

/** What an opaque item carries. */
export interface SealedContent {
  readonly kind: "reasoning" | "compaction";
  readonly text: string;
  /** What the item costs when it is sent back, without what every item costs. */
  readonly tokens: number;
}

/** Owner of a sealed item; nobody else opens it. */
export interface SealOwner {
  readonly sealKey: string;
  readonly organization: string;
  readonly model: string;
}

/** Opaque items of the API begin like this. */
const prefix = "gAAAAA";
const nonceBytes = 12;
const tagBytes = 16;
/** Bound of what an opened item may hold, against one that inflates without end. */
const maximumBytes = 512 * 1024 * 1024;

/** Compresses and encrypts (AES-256-GCM); the same content gives the same blob. */
export function seal(content: SealedContent, owner: SealOwner): string {
  const key = keyOf(owner);
  const plain = deflateRawSync(JSON.stringify(content));
  const nonce = createHmac("sha256", key).update(plain).digest().subarray(0, nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return prefix + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** Opens a blob; `undefined` where it was altered, or belongs to someone else, or is of another kind. */
export function unseal(blob: string, kind: SealedContent["kind"], owner: SealOwner): SealedContent | undefined {
  const encoded = blob.slice(prefix.length);
  const bytes = Buffer.from(encoded, "base64url");
  // Base64 has spare bits at its end, and Node skips characters that do not belong to it.
  if (!blob.startsWith(prefix) || bytes.toString("base64url") !== encoded) return undefined;
  if (bytes.length < nonceBytes + tagBytes) return undefined;
  try {
    const decipher = createDecipheriv("aes-256-gcm", keyOf(owner), bytes.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    const plain = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
    const content: SealedContent = JSON.parse(inflateRawSync(plain, { maxOutputLength: maximumBytes }).toString());
    return content.kind === kind ? content : undefined;
  } catch {
    return undefined;
  }
}

function keyOf({ sealKey, organization, model }: SealOwner): Buffer {
  return createHash("sha256")
    .update(JSON.stringify([sealKey, organization, model]))
    .digest();
}
