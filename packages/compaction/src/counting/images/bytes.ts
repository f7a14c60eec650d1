/** The byte at an offset; `NaN`, which carries through arithmetic, past the end or where there is no byte to read. */
export type Bytes = (offset: number) => number;

/** The bytes that a base64 text stands for, each decoded when it is asked for, so that reading far ahead costs nothing. */
export function base64Bytes(text: string): Bytes {
  return (offset) => {
    const place = offset % 3;
    const first = ((offset - place) / 3) * 4 + place;
    const high = sextet(text.charCodeAt(first));
    const low = sextet(text.charCodeAt(first + 1));
    if (Number.isNaN(high + low)) return Number.NaN;
    return ((high << (2 + 2 * place)) & 0xff) | (low >> (4 - 2 * place));
  };
}

/** The value of one base64 or base64url character. */
function sextet(code: number): number {
  if (code >= 97 && code <= 122) return code - 71;
  if (code >= 65 && code <= 90) return code - 65;
  if (code >= 48 && code <= 57) return code + 4;
  if (code === 43 || code === 45) return 62;
  if (code === 47 || code === 95) return 63;
  return Number.NaN;
}

export function uint16(bytes: Bytes, offset: number): number {
  return bytes(offset) * 0x100 + bytes(offset + 1);
}

export function uint32(bytes: Bytes, offset: number): number {
  return uint16(bytes, offset) * 0x1_0000 + uint16(bytes, offset + 2);
}

export function littleUint16(bytes: Bytes, offset: number): number {
  return bytes(offset) + bytes(offset + 1) * 0x100;
}

export function littleUint24(bytes: Bytes, offset: number): number {
  return littleUint16(bytes, offset) + bytes(offset + 2) * 0x1_0000;
}

/** Whether the bytes from an offset on are these characters of Latin-1. */
export function spells(bytes: Bytes, offset: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (bytes(offset + index) !== text.charCodeAt(index)) return false;
  }
  return true;
}
