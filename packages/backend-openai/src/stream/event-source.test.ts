import { describe, expect, it } from "vitest";
import { openEventSource } from "./event-source.ts";

function responseOf(pieces: readonly (string | Uint8Array)[]): Response {
  const encoder = new TextEncoder();
  return new Response(
    new ReadableStream({
      start(controller) {
        for (const piece of pieces) controller.enqueue(typeof piece === "string" ? encoder.encode(piece) : piece);
        controller.close();
      },
    }),
  );
}

async function allOf(response: Response): Promise<readonly unknown[]> {
  const source = openEventSource(response);
  const events: unknown[] = [];
  for (let more = await source.more(); more !== undefined; more = await source.more()) events.push(...more);
  return events;
}

const text = 'event: a\ndata: {"type":"a","text":"äß→😀"}\n\ndata: {"type":"b"}\n\ndata: [DONE]\n\n';

describe("openEventSource", () => {
  it("reads the same events however the bytes are cut", async () => {
    const bytes = new TextEncoder().encode(text);
    for (let size = 1; size <= bytes.length; size += 1) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.slice(index * size, (index + 1) * size),
      );
      expect(await allOf(responseOf(pieces))).toEqual([{ type: "a", text: "äß→😀" }, { type: "b" }]);
    }
  });

  it("leaves out an event that a cut has halved", async () => {
    expect(await allOf(responseOf(['data: {"type":"a"}\n\ndata: {"type":"b"']))).toEqual([{ type: "a" }]);
  });

  it.each([
    ['event: error\ndata: {"message":"no"}\n\n', { type: "error", error: { message: "no" } }],
    ['data: {"error":{"code":"x"}}\n\n', { type: "error", error: { code: "x" } }],
    ['event: response.created\ndata: {"response":{}}\n\n', { type: "response.created", response: {} }],
    [": a comment\n\ndata: 7\n\n", 7],
  ])("takes %j as gateways mean it", async (stream, event) => {
    expect(await allOf(responseOf([stream]))).toEqual([event]);
  });

  it("refuses data that is not JSON", async () => {
    await expect(allOf(responseOf(["data: {oops\n\n"]))).rejects.toThrow(SyntaxError);
  });

  it("reads a response without a body as one without events", async () => {
    expect(await allOf(new Response(null))).toEqual([]);
  });
});
