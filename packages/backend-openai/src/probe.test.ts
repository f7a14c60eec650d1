import { describe, expect, it } from "vitest";
import type { OpenaiSettings } from "./settings/openai-settings.ts";
import { type EmulationOptions, impatient, startBackend } from "./testing/start-backend.ts";

const start = (options: EmulationOptions = {}, settings: Partial<OpenaiSettings> = {}) =>
  startBackend({ ...impatient, ...settings }, { reply: [{ text: "Yes." }], ...options });

describe("probe", () => {
  it("finds everything where it is, with four small requests", async () => {
    const { backend, emulator } = await start();
    const all = { endpoint: "supported", trigger: "supported", server: "supported", countsTokens: "supported" };
    expect(await backend.probe()).toEqual({ ...all, errors: [] });
    expect(emulator.requests).toHaveLength(4);
    const tokens = emulator.requests.map(({ billed }) => billed?.inputTokens ?? 0);
    expect(Math.max(...tokens)).toBeLessThan(200);
  });

  it.each([
    ["compact", "endpoint"],
    ["trigger", "trigger"],
    ["contextManagement", "server"],
    ["inputTokens", "countsTokens"],
  ] as const)("finds that %s is missing, and records it", async (lacking, found) => {
    const { backend } = await start(
      { supports: { [lacking]: false } },
      { store: true, compaction: { serverThreshold: 9_000 } },
    );
    const result = await backend.probe();
    expect(result).toMatchObject({ [found]: "unsupported", errors: [] });
    expect(Object.values(result).filter((state) => state === "supported")).toHaveLength(3);
    const { countsTokens, nativeCompaction } = backend.capabilities;
    if (found === "countsTokens") expect(countsTokens).toBe(false);
    else expect(nativeCompaction).not.toContain(found);
  });

  it("finds nothing where there is no Responses API", async () => {
    const { backend } = await start({ supports: { responses: false } });
    const none = {
      endpoint: "unsupported",
      trigger: "unsupported",
      server: "unsupported",
      countsTokens: "unsupported",
    };
    expect(await backend.probe()).toEqual({ ...none, errors: [] });
  });

  it("does not know where requests fail, and goes on where others may not", async () => {
    const { backend, emulator } = await start();
    emulator.fail({ kind: "status", status: 500 }, { path: "/compact" });
    expect(await backend.probe()).toMatchObject({
      endpoint: "unknown",
      trigger: "supported",
      errors: [{ code: "unavailable" }],
    });
  });

  it("asks no more where nothing can go well", async () => {
    const { backend, emulator } = await start({ apiKeys: ["another"] });
    const unknown = { endpoint: "unknown", trigger: "unknown", server: "unknown", countsTokens: "unknown" };
    expect(await backend.probe()).toMatchObject({ ...unknown, errors: [{ code: "unauthenticated" }] });
    expect(emulator.requests).toHaveLength(1);
  });

  it("ends at an abort, with its reason", async () => {
    const { backend, emulator } = await start();
    emulator.fail({ kind: "hang" });
    const controller = new AbortController();
    const hanging = backend.probe({ signal: controller.signal });
    await expect.poll(() => emulator.requests.length).toBe(1);
    controller.abort("stop");
    await expect(hanging).rejects.toBe("stop");
  });
});
