import type { BackendEvent } from "@massgen/core";
import type { Fault } from "@massgen/testing";
import { describe, expect, it } from "vitest";
import { createOpenai } from "../create-openai.ts";
import { collect, textOf } from "../testing/collect.ts";
import { failureOf } from "../testing/failure-of.ts";
import { hello } from "../testing/items.ts";
import { serve } from "../testing/serve.ts";
import { impatient, longAnswer, startBackend } from "../testing/start-backend.ts";

/** What counts of a repeated request: whatever came before the last restart is void. */
const valid = (events: readonly BackendEvent[]) =>
  events.slice(events.findLastIndex((event) => event.type === "restart") + 1);

describe("a request that may go well the next time", () => {
  it.each<[string, Fault, string]>([
    ["after a rate limit", { kind: "status", status: 429, retryAfter: 2 }, "rate-limit"],
    ["after a 500", { kind: "status", status: 500 }, "unavailable"],
    ["after a gateway's 502", { kind: "status", status: 502 }, "unavailable"],
    ["after a 503", { kind: "status", status: 503 }, "unavailable"],
    ["after a gateway's 504", { kind: "status", status: 504 }, "timeout"],
    ["after a 408", { kind: "status", status: 408 }, "timeout"],
    ["after a response that failed", { kind: "failed" }, "unavailable"],
    ["after a failed response's rate limit", { kind: "failed", code: "rate_limit_exceeded" }, "rate-limit"],
    ["after an error event", { kind: "stream-error" }, "unavailable"],
    ["after broken JSON", { kind: "malformed" }, "invalid-response"],
  ])("%s is made again", async (_when, fault, code) => {
    const { backend, emulator, delays } = await startBackend();
    emulator.fail(fault);
    const events = await collect(backend.stream({ items: [hello] }));
    const restarts = events.filter((event) => event.type === "restart");
    const delayMilliseconds = fault.kind === "status" && fault.retryAfter ? 2_000 : 500;
    expect(restarts).toMatchObject([{ error: { code }, attempt: 1, delayMilliseconds }]);
    expect(delays).toEqual([delayMilliseconds]);
    expect(textOf(valid(events))).toBe(longAnswer);
    expect(emulator.requests).toHaveLength(2);
  });

  it("is given up after the last repetition, with waits that grow", async () => {
    const { backend, emulator, delays } = await startBackend();
    emulator.fail({ kind: "status", status: 503 }, { times: 9 });
    expect(await failureOf(collect(backend.stream({ items: [hello] })))).toMatchObject({
      code: "unavailable",
      status: 503,
    });
    expect(emulator.requests).toHaveLength(5);
    expect(delays).toEqual([500, 1_000, 2_000, 4_000]);
  });

  it("is not made again where the provider says not to", async () => {
    let requests = 0;
    const baseURL = await serve((_incoming, outgoing) => {
      requests += 1;
      outgoing.writeHead(503, { "x-should-retry": "false", "x-request-id": "req_1" }).end("{}");
    });
    const backend = createOpenai({ ...impatient, retries: { sleep: async () => {} }, baseURL });
    expect(await failureOf(collect(backend.stream({ items: [hello] })))).toMatchObject({
      retryable: false,
      requestId: "req_1",
    });
    expect(requests).toBe(1);
  });

  it("carries the id of the request also where it failed within the stream", async () => {
    const baseURL = await serve((_incoming, outgoing) => {
      outgoing.writeHead(200, { "content-type": "text/event-stream", "x-request-id": "req_2" });
      outgoing.end('data: {"type":"response.failed","response":{"error":{"code":"server_error","message":"No."}}}\n\n');
    });
    const error = await failureOf(collect(createOpenai({ ...impatient, baseURL }).stream({ items: [hello] })));
    expect(error).toMatchObject({ code: "unavailable", requestId: "req_2", status: undefined });
  });

  it("is whole after a cut at any byte, and what came before the cut is void", async () => {
    const { backend, emulator } = await startBackend();
    const whole = await collect(backend.stream({ items: [hello] }));
    for (let afterBytes = 0; afterBytes < 4_000; afterBytes += 97) {
      emulator.fail({ kind: "cut", afterBytes });
      const events = await collect(backend.stream({ items: [hello] }));
      const [restart, ...more] = events.filter((event) => event.type === "restart");
      expect(more).toEqual([]);
      expect(textOf(valid(events))).toBe(textOf(whole));
      expect(events.at(-1)).toMatchObject({ type: "finish", items: [{ content: [{ text: longAnswer }] }] });
      if (restart !== undefined) expect(restart.error.code).toBe("stream-cut");
    }
    expect(emulator.requests.some(({ outcome }) => outcome === "cut")).toBe(true);
  });

  it("says that the stream was cut where it always is", async () => {
    const { backend, emulator } = await startBackend();
    emulator.fail({ kind: "cut", afterBytes: 1_500 }, { times: 9 });
    expect(await failureOf(collect(backend.stream({ items: [hello] })))).toMatchObject({
      code: "stream-cut",
      remedy: "Try again; where it happens each time, look for a proxy that ends long answers.",
    });
    expect(emulator.requests).toHaveLength(5);
  });

  it("is cut too where the stream ends in order, but without an end of the response", async () => {
    const baseURL = await serve((_incoming, outgoing) => {
      outgoing.writeHead(200, { "content-type": "text/event-stream" });
      outgoing.end('event: response.output_text.delta\ndata: {"type":"response.output_text.delta","delta":"Hi"}\n\n');
    });
    const error = await failureOf(collect(createOpenai({ ...impatient, baseURL }).stream({ items: [hello] })));
    expect(error).toMatchObject({ code: "stream-cut" });
    expect(error.problem).toMatch(/: the answer ended before it was complete\.$/);
  });
});
