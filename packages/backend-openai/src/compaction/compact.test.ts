import type { Fault, OpenaiEmulator, OpenaiEmulatorOptions } from "@massgen/testing";
import { describe, expect, it } from "vitest";
import { createOpenai } from "../create-openai.ts";
import { createEndpointSupport } from "../support/endpoint-support.ts";
import { answerTo } from "../testing/collect.ts";
import { failureOf } from "../testing/failure-of.ts";
import { user } from "../testing/items.ts";
import { conversation, startKnowing } from "../testing/swordfish.ts";

const paths = ({ requests }: OpenaiEmulator) => requests.map(({ path }) => path.replace("/v1/responses", "") || "/");

describe("compact in the mode auto", () => {
  it.each<[string, Partial<OpenaiEmulatorOptions>, readonly string[]]>([
    ["takes the endpoint", {}, ["/compact"]],
    ["falls to the trigger in the same call", { supports: { compact: false } }, ["/compact", "/"]],
  ])("%s", async (_what, options, expected) => {
    const { backend, emulator } = await startKnowing({}, options);
    const { items } = await backend.compact({ items: conversation });
    expect(paths(emulator)).toEqual(expected);
    expect(await answerTo(backend, [...items, user("What was it?")])).toBe("swordfish");
  });

  it("remembers what is missing, for all backends that share the memory, until it forgets", async () => {
    const { backend, emulator, settings } = await startKnowing({}, { supports: { compact: false } });
    await backend.compact({ items: conversation });
    const twin = createOpenai(settings);
    expect(twin.capabilities.nativeCompaction).toEqual(["trigger"]);
    await twin.compact({ items: conversation });
    expect(paths(emulator)).toEqual(["/compact", "/", "/"]);
    settings.support.forget(emulator.baseURL, "gpt-test");
    expect(twin.capabilities.nativeCompaction).toEqual(["endpoint", "trigger"]);
    await twin.compact({ items: conversation });
    expect(paths(emulator)).toEqual(["/compact", "/", "/", "/compact", "/"]);
  });

  it("is unsupported where there is neither, and then asks no more", async () => {
    const { backend, emulator } = await startKnowing({}, { supports: { compact: false, trigger: false } });
    expect(await failureOf(backend.compact({ items: conversation }))).toMatchObject({ code: "unsupported" });
    expect(paths(emulator)).toEqual(["/compact", "/"]);
    expect(backend.capabilities.nativeCompaction).toEqual([]);
    const again = await failureOf(backend.compact({ items: conversation }));
    expect(again).toMatchObject({
      code: "unsupported",
      message: `openai@${new URL(emulator.baseURL).host}/gpt-test: the endpoint is known to offer no compaction. Use another strategy, or forget() what is known to try again.`,
    });
    expect(emulator.requests).toHaveLength(2);
  });

  it("falls to the trigger where the endpoint keeps failing, and leaves it alone for a while", async () => {
    let time = 0;
    const support = createEndpointSupport({ now: () => time });
    const { backend, emulator } = await startKnowing({ support });
    emulator.fail({ kind: "status", status: 502 }, { path: "/compact", times: 2 });
    await backend.compact({ items: conversation });
    await backend.compact({ items: conversation });
    expect(paths(emulator)).toEqual(["/compact", "/compact", "/", "/"]);
    time = 600_000;
    await backend.compact({ items: conversation });
    expect(paths(emulator).at(-1)).toBe("/compact");
  });

  it("says what failed where nothing is left, rather than that something is missing", async () => {
    const { backend, emulator } = await startKnowing({}, { supports: { compact: false } });
    emulator.fail({ kind: "status", status: 503 }, { path: "/responses", times: 2 });
    expect(await failureOf(backend.compact({ items: conversation }))).toMatchObject({ code: "unavailable" });
  });

  it("says so also where the failure came first", async () => {
    const { backend, emulator } = await startKnowing({}, { supports: { trigger: false } });
    emulator.fail({ kind: "status", status: 503 }, { path: "/compact", times: 2 });
    expect(await failureOf(backend.compact({ items: conversation }))).toMatchObject({ code: "unavailable" });
    expect(paths(emulator)).toEqual(["/compact", "/compact", "/"]);
  });

  it("comes to an end though the memory keeps nothing", async () => {
    const support = createEndpointSupport({ failingMilliseconds: 0 });
    const { backend, emulator } = await startKnowing({ support, retries: { maximumRetries: 0 } });
    emulator.fail({ kind: "status", status: 503 }, { times: 9 });
    expect(await failureOf(backend.compact({ items: conversation }))).toMatchObject({ code: "unavailable" });
    expect(paths(emulator)).toEqual(["/compact", "/"]);
  });

  it.each<[string, Fault, string]>([
    ["no credit", { kind: "status", status: 429, code: "insufficient_quota" }, "quota"],
    ["a body too large", { kind: "status", status: 413, message: "Too big." }, "request-too-large"],
    ["a refusal", { kind: "status", status: 400, code: "content_policy_violation", message: "No." }, "refused"],
    [
      "an unknown blob",
      { kind: "status", status: 400, code: "invalid_encrypted_content", message: "No." },
      "undecryptable",
    ],
    ["a wrong model", { kind: "status", status: 404, code: "model_not_found", message: "No." }, "unknown-model"],
  ])("tells of %s and tries no other way", async (_what, fault, code) => {
    const { backend, emulator } = await startKnowing();
    emulator.fail(fault);
    expect(await failureOf(backend.compact({ items: conversation }))).toMatchObject({ code });
    expect(paths(emulator)).toEqual(["/compact"]);
    expect(backend.capabilities.nativeCompaction).toEqual(["endpoint", "trigger"]);
  });

  it("tells of a window that is too long also for compaction", async () => {
    const { backend, emulator } = await startKnowing();
    const items = [user("x".repeat(50_000))];
    expect(await failureOf(backend.compact({ items }))).toMatchObject({ code: "context-overflow" });
    expect(paths(emulator)).toEqual(["/compact"]);
  });

  it("ends at an abort, with its reason", async () => {
    const { backend, emulator } = await startKnowing();
    emulator.fail({ kind: "hang" });
    const controller = new AbortController();
    const hanging = backend.compact({ items: conversation, signal: controller.signal });
    await expect.poll(() => emulator.requests.length).toBe(1);
    controller.abort("stop");
    await expect(hanging).rejects.toBe("stop");
    await expect.poll(() => emulator.requests[0]?.outcome).toBe("client-left");
    expect(emulator.requests).toHaveLength(1);
  });
});

describe("compact in another mode", () => {
  it("uses the endpoint only, though it is missing", async () => {
    const { backend, emulator } = await startKnowing(
      { compaction: { mode: "endpoint" } },
      { supports: { compact: false } },
    );
    expect(await failureOf(backend.compact({ items: conversation }))).toMatchObject({ code: "unsupported" });
    expect(paths(emulator)).toEqual(["/compact"]);
  });

  it("is off where it was turned off", async () => {
    const { backend, emulator } = await startKnowing({ compaction: { mode: "off" } });
    const error = await failureOf(backend.compact({ items: conversation }));
    expect(error).toMatchObject({ code: "unsupported", remedy: "Set compaction.mode to auto." });
    expect(emulator.requests).toHaveLength(0);
    expect(backend.capabilities.nativeCompaction).toEqual([]);
  });

  it("lets the server compact while it answers", async () => {
    const { backend, emulator } = await startKnowing({ compaction: { mode: "server", serverThreshold: 1_000 } });
    const items = [user("word ".repeat(1_000))];
    const types: unknown[] = [];
    for await (const event of backend.stream({ items })) if (event.type === "item") types.push(event.item.type);
    expect(types).toEqual(["message", "compaction"]);
    expect(emulator.requests[0]?.body).toMatchObject({
      context_management: [{ type: "compaction", compact_threshold: 1_000 }],
    });
  });

  it("does without the server where it does not know how, and remembers", async () => {
    const settings = { compaction: { mode: "server", serverThreshold: 1_000 } } as const;
    const { backend, emulator } = await startKnowing(settings, { supports: { contextManagement: false } });
    expect(backend.capabilities.nativeCompaction).toEqual(["endpoint", "trigger", "server"]);
    for (let turn = 0; turn < 2; turn++) await answerTo(backend, [user("Hi")]);
    expect(emulator.requests.map(({ status }) => status)).toEqual([400, 200, 200]);
    expect(backend.capabilities.nativeCompaction).toEqual(["endpoint", "trigger"]);
  });
});
