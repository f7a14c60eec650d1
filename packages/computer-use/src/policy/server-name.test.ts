import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { connect } from "node:tls";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { portOf } from "../test-support/proxy-client.ts";
import { readServerName } from "./server-name.ts";

/** What a real client sends first. */
async function helloFor(servername: string): Promise<Buffer> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = connect({ port: portOf(server), host: "127.0.0.1", servername, ALPNProtocols: ["h2", "http/1.1"] });
  client.on("error", () => {});
  const [peer]: Socket[] = await once(server, "connection");
  const [hello]: Buffer[] = peer === undefined ? [] : await once(peer, "data");
  client.destroy();
  peer?.destroy();
  server.close();
  return hello ?? Buffer.alloc(0);
}

describe("the server name of a ClientHello", () => {
  let hello: Buffer;
  beforeAll(async () => {
    hello = await helloFor("bank.example");
  });

  it("is what a client asked for", async () => {
    expect(readServerName(hello)).toEqual({ type: "hello", name: "bank.example" });
    expect(readServerName(Buffer.concat([hello, Buffer.from("\x14\x03\x03\x00\x01\x01")]))).toEqual({
      type: "invalid",
    });
  });

  it("is read from however many records", () => {
    const handshake = hello.subarray(5);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 }), (sizes) => {
        const records: Buffer[] = [];
        for (let at = 0, index = 0; at < handshake.length; index += 1) {
          const payload = handshake.subarray(at, at + (sizes[index % sizes.length] ?? 1));
          const header = Buffer.from([22, 3, 1, payload.length >> 8, payload.length & 255]);
          records.push(header, payload);
          at += payload.length;
        }
        expect(readServerName(Buffer.concat(records))).toEqual({ type: "hello", name: "bank.example" });
      }),
    );
  });

  it("is waited for until all of it is there", () => {
    for (let length = 0; length < hello.length; length += 1) {
      expect(readServerName(hello.subarray(0, length))).toEqual({ type: "incomplete" });
    }
  });

  it("is never another one, whatever bytes are changed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: hello.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const changed = Buffer.from(hello);
        changed[at] = byte;
        expect(["hello", "incomplete", "invalid"]).toContain(readServerName(changed).type);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        readServerName(Buffer.concat([Buffer.from([22, 3, 1, 1, 0, 1, 0, 0, 252]), bytes]));
      }),
    );
  });

  it("is not read where there are two", () => {
    const name = Buffer.from("bank.example");
    const at = hello.indexOf(name);
    // The list in the extension says that another name follows.
    const doubled = Buffer.from(hello);
    doubled.writeUInt16BE(hello.readUInt16BE(at - 2) - 4, at - 2);
    expect(readServerName(doubled)).toEqual({ type: "invalid" });
  });
});
