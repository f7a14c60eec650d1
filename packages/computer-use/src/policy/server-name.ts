/** What the first bytes of a TLS connection say of the server that it is for. */
export type ServerName =
  /** More bytes are needed. */
  | { readonly type: "incomplete" }
  | { readonly type: "invalid" }
  /** Without a name where the client sent none. */
  | { readonly type: "hello"; readonly name: string | undefined };

const handshakeRecord = 22;
const clientHello = 1;
const serverNameExtension = 0;
const hostNameType = 0;

/** Reads the server name (RFC 6066) out of a ClientHello (RFC 8446, 4.1.2), which may span several records. */
export function readServerName(bytes: Buffer): ServerName {
  const records: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (bytes[at] !== handshakeRecord) return { type: "invalid" };
    if (bytes.length < at + 5) break;
    const length = bytes.readUInt16BE(at + 3);
    if (length === 0) return { type: "invalid" };
    records.push(bytes.subarray(at + 5, at + 5 + length));
    at += 5 + length;
  }
  const handshake = Buffer.concat(records);
  if (handshake.length === 0) return { type: "incomplete" };
  if (handshake[0] !== clientHello) return { type: "invalid" };
  const end = handshake.length < 4 ? Number.POSITIVE_INFINITY : 4 + handshake.readUIntBE(1, 3);
  return handshake.length < end ? { type: "incomplete" } : readHello(new Reader(handshake.subarray(4, end)));
}

function readHello(hello: Reader): ServerName {
  try {
    hello.take(2 + 32);
    hello.vector(1);
    hello.vector(2);
    hello.vector(1);
    if (hello.isAtEnd) return { type: "hello", name: undefined };
    const extensions = hello.vector(2);
    let name: string | undefined;
    while (!extensions.isAtEnd) {
      const type = extensions.number(2);
      const content = extensions.vector(2);
      if (type !== serverNameExtension) continue;
      const names = content.vector(2);
      // A second name would be one that only the server looks at.
      if (names.number(1) !== hostNameType || name !== undefined) return { type: "invalid" };
      const { bytes } = names.vector(2);
      if (!names.isAtEnd || !content.isAtEnd) return { type: "invalid" };
      name = bytes.toString("latin1");
    }
    return { type: "hello", name };
  } catch (error) {
    if (error instanceof RangeError) return { type: "invalid" };
    throw error;
  }
}

/** Reads from the front. Throws a `RangeError` where there is less than asked for. */
class Reader {
  readonly bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at === this.bytes.length;
  }

  take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.bytes.length) throw new RangeError("The message ends early.");
    const taken = this.bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  number(size: number): number {
    return this.take(size).readUIntBE(0, size);
  }

  /** A part that says its length in as many bytes before it. */
  vector(size: number): Reader {
    return new Reader(this.take(this.number(size)));
  }
}
