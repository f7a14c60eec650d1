import { describe, expect, it } from "vitest";
import { backendFor, eventsOf, question } from "./testing/ask.ts";
import { type RawAnswer, startRawServer } from "./testing/raw-server.ts";
import { chunk, greeting, refusal } from "./testing/sse.ts";

describe("stream_options", () => {
  const refused = refusal(422, {
    object: "error",
    message: {
      detail: [{ type: "extra_forbidden", loc: ["body", "stream_options"], msg: "Extra inputs are not permitted" }],
    },
  });

  it("are left out, and stay out, where a server refuses them", async () => {
    const { baseURL, requests } = await startRawServer(refused, greeting);
    const backend = backendFor(baseURL);
    expect((await eventsOf(backend)).map(({ type }) => type)).not.toContain("restart");
    await eventsOf(backend);
    expect(requests.map(({ body }) => "stream_options" in body)).toEqual([true, false, false]);
  });

  it("are not asked for again by a request that was refused for another reason", async () => {
    const { baseURL, requests } = await startRawServer(refusal(400, { error: { message: "no" } }));
    await expect(eventsOf(backendFor(baseURL))).rejects.toMatchObject({ code: "invalid-request" });
    expect(requests).toHaveLength(1);
  });
});

describe("leaving", () => {
  const open: RawAnswer = { pieces: [`data: ${JSON.stringify(chunk({ content: "Hello " }))}\n\n`], after: "silence" };

  it("closes the connection", async () => {
    const { baseURL, left } = await startRawServer(open);
    for await (const event of backendFor(baseURL).stream(question)) {
      expect(event).toEqual({ type: "text-delta", text: "Hello " });
      break;
    }
    await left;
  });

  it("by abort throws the signal's reason and closes the connection", async () => {
    const { baseURL, left } = await startRawServer(open);
    const controller = new AbortController();
    const reason = new Error("enough");
    const iterator = backendFor(baseURL).stream(question, { signal: controller.signal })[Symbol.asyncIterator]();
    await iterator.next();
    const next = iterator.next();
    controller.abort(reason);
    await expect(next).rejects.toBe(reason);
    await left;
  });

  it("by abort works before anything has come", async () => {
    const { baseURL, left, requests } = await startRawServer({ pieces: [], after: "silence" });
    const controller = new AbortController();
    const reason = new Error("enough");
    const pending = eventsOf(backendFor(baseURL), question, { signal: controller.signal });
    await expect.poll(() => requests.length).toBe(1);
    controller.abort(reason);
    await expect(pending).rejects.toBe(reason);
    await left;
  });

  it("before the request sends nothing", async () => {
    const { baseURL, requests } = await startRawServer(greeting);
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(eventsOf(backendFor(baseURL), question, { signal })).rejects.toThrow("enough");
    expect(requests).toEqual([]);
  });

  it("works while a repetition is waited for", async () => {
    const { baseURL } = await startRawServer(refusal(503, ""));
    const controller = new AbortController();
    const sleep = async () => controller.abort(new Error("enough"));
    const backend = backendFor(baseURL, { retries: { sleep } });
    await expect(eventsOf(backend, question, { signal: controller.signal })).rejects.toThrow("enough");
  });
});
