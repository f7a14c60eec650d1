import { describe, expect, it } from "vitest";
import { createOpenai } from "../create-openai.ts";
import { collect } from "../testing/collect.ts";
import { user } from "../testing/items.ts";
import { startBackend } from "../testing/start-backend.ts";

describe("createOpenai ends", () => {
  it("at an abort, with its reason, and hangs up", async () => {
    const settings = { retries: { maximumRetries: 0 } };
    const { backend, emulator } = await startBackend(settings, {
      reply: [{ text: "word ".repeat(200) }],
      chunkMilliseconds: 5,
    });
    const controller = new AbortController();
    const reason = new Error("enough");
    const reading = (async () => {
      for await (const event of backend.stream({ items: [user("Hi")] }, { signal: controller.signal })) {
        if (event.type === "text-delta") controller.abort(reason);
      }
    })();
    await expect(reading).rejects.toBe(reason);
    await expect.poll(() => emulator.requests[0]?.outcome).toBe("client-left");
    expect(emulator.requests).toHaveLength(1);
  });

  it("at an abort while the provider says nothing, or before anything is sent", async () => {
    const { backend, emulator } = await startBackend({}, { reply: [{ text: "Hi." }] });
    emulator.fail({ kind: "hang" });
    const controller = new AbortController();
    const hanging = collect(backend.stream({ items: [user("Hi")] }, { signal: controller.signal }));
    await expect.poll(() => emulator.requests.length).toBe(1);
    controller.abort("stop");
    await expect(hanging).rejects.toBe("stop");
    await expect.poll(() => emulator.requests[0]?.outcome).toBe("client-left");
    const late = collect(backend.stream({ items: [user("Hi")] }, { signal: AbortSignal.abort("before") }));
    await expect(late).rejects.toBe("before");
    expect(emulator.requests).toHaveLength(1);
  });

  it("at an abort while it waits to try again, and while the key is fetched", async () => {
    const controller = new AbortController();
    const { backend, emulator } = await startBackend(
      { retries: { baseMilliseconds: 60_000 } },
      { reply: [{ text: "Hi." }] },
    );
    emulator.fail({ kind: "status", status: 503 });
    const reading = (async () => {
      for await (const event of backend.stream({ items: [user("Hi")] }, { signal: controller.signal })) {
        if (event.type === "restart") queueMicrotask(() => controller.abort("stop"));
      }
    })();
    await expect(reading).rejects.toBe("stop");
    const never = createOpenai({ model: "gpt-test", apiKey: () => new Promise(() => {}), baseURL: emulator.baseURL });
    const fetching = new AbortController();
    const waiting = collect(never.stream({ items: [user("Hi")] }, { signal: fetching.signal }));
    setImmediate(() => fetching.abort("stop"));
    await expect(waiting).rejects.toBe("stop");
  });

  it("when its reader leaves, and hangs up", async () => {
    const { backend, emulator } = await startBackend(
      {},
      { reply: [{ text: "word ".repeat(200) }], chunkMilliseconds: 5 },
    );
    for await (const event of backend.stream({ items: [user("Hi")] })) {
      if (event.type === "text-delta") break;
    }
    await expect.poll(() => emulator.requests[0]?.outcome).toBe("client-left");
  });

  it("with timeout when the provider goes silent, after trying again", async () => {
    const { backend, emulator } = await startBackend(
      { timeoutMilliseconds: 50, retries: { maximumRetries: 1, sleep: async () => {} } },
      { reply: [{ text: "Hi." }] },
    );
    emulator.fail({ kind: "hang" }, { times: 2 });
    await expect(collect(backend.stream({ items: [user("Hi")] }))).rejects.toMatchObject({
      code: "timeout",
      message: "openai@127.0.0.1:PORT/gpt-test: the provider took too long. Try again, or allow more time.".replace(
        "PORT",
        new URL(emulator.baseURL).port,
      ),
    });
    expect(emulator.requests).toHaveLength(2);
  });
});
