import type { BackendEvent, ConversationItem } from "@massgen/core";
import { type EmulatedModel, type OpenaiEmulatorOptions, startOpenaiEmulator } from "@massgen/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { createOpenai } from "../create-openai.ts";
import type { OpenaiSettings } from "../settings/openai-settings.ts";
import { createEndpointSupport } from "../support/endpoint-support.ts";

const user = (text: string): ConversationItem => ({ type: "message", role: "user", content: text });

async function start(
  reply: EmulatedModel["reply"],
  settings: Partial<OpenaiSettings> = {},
  options: Partial<OpenaiEmulatorOptions> & { readonly model?: Partial<EmulatedModel> } = {},
) {
  const { model, ...rest } = options;
  const emulator = await startOpenaiEmulator({
    models: { "gpt-test": { contextWindow: 10_000, reply, ...model }, "gpt-other": { contextWindow: 10_000, reply } },
    ...rest,
  });
  onTestFinished(() => emulator.close());
  const backend = createOpenai({
    model: "gpt-test",
    apiKey: "test-key",
    baseURL: emulator.baseURL,
    support: createEndpointSupport(),
    retries: { sleep: async () => {} },
    ...settings,
  });
  return { emulator, backend };
}

async function collect(events: AsyncIterable<BackendEvent>): Promise<readonly BackendEvent[]> {
  const all: BackendEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe("createOpenai ends", () => {
  it("at an abort, with its reason, and hangs up", async () => {
    const settings = { retries: { maximumRetries: 0 } };
    const { backend, emulator } = await start([{ text: "word ".repeat(200) }], settings, { chunkMilliseconds: 5 });
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
    const { backend, emulator } = await start([{ text: "Hi." }]);
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
    const { backend, emulator } = await start([{ text: "Hi." }], {
      retries: { baseMilliseconds: 60_000 },
    });
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
    const { backend, emulator } = await start([{ text: "word ".repeat(200) }], {}, { chunkMilliseconds: 5 });
    for await (const event of backend.stream({ items: [user("Hi")] })) {
      if (event.type === "text-delta") break;
    }
    await expect.poll(() => emulator.requests[0]?.outcome).toBe("client-left");
  });

  it("with timeout when the provider goes silent, after trying again", async () => {
    const { backend, emulator } = await start([{ text: "Hi." }], {
      timeoutMilliseconds: 50,
      retries: { maximumRetries: 1, sleep: async () => {} },
    });
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
