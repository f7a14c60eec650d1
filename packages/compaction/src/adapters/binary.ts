type Bytes = ArrayBuffer | ArrayBufferView;

export function isBytes(value: unknown): value is Bytes {
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}

/** Characters that bytes have in base64. */
export function base64Length(bytes: Bytes): number {
  return Math.ceil(bytes.byteLength / 3) * 4;
}

/** Bytes in which an image's size is looked for: metadata before a photo's size can fill several segments of 64 kB. */
const headerLength = 192 * 1024;

/** The beginning of an image in base64, as much as tells its size: copying whole images would double their memory. */
export function headerBase64(bytes: Bytes): string {
  const view = ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, headerLength))
    : new Uint8Array(bytes, 0, Math.min(bytes.byteLength, headerLength));
  let text = "";
  for (const byte of view) text += String.fromCharCode(byte);
  return btoa(text);
}
