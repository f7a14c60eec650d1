import type { ComputerModel } from "@massgen/core";
import type { FaraEmulator, FaraEmulatorOptions, FaraStep } from "@massgen/testing";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { createFara } from "../create-fara.ts";
import type { FaraSettings } from "../fara-settings.ts";
import { faraProfiles } from "../profiles/fara-profiles.ts";
import { closedAddress } from "../test-support/chat-server.ts";
import { dyingAfter } from "./dying-after.ts";
import { type EmulatedFara, emulatedFara } from "./emulated-fara.ts";
import { faraWords } from "./fara-words.ts";
import { places } from "./site/shop-pages.ts";
import { type Bench, startBench } from "./start-bench.ts";

const slow = 60_000;
const { frame } = faraProfiles["7b"];
const { click, finish, fill, key, scroll } = faraWords("7b", frame);
const story = [...fill(places.searchField, "green tea"), key("Enter"), click(places.firstResult), finish("5 €")];
const outOfMemory = "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 15.77 GiB.";
const noVision = "image input is not supported - hint: if this is unexpected, you may need to provide the mmproj";

describeWith("chromium", "Fara where things go wrong", () => {
  let bench: Bench;
  let emulators: FaraEmulator[] = [];

  beforeAll(async () => {
    bench = await startBench({ ...frame, mediaType: "image/png" });
  }, slow);
  afterAll(() => bench?.[Symbol.asyncDispose]());
  afterEach(async () => {
    for (const emulator of emulators) await emulator.close();
    emulators = [];
  });

  async function play(options: Partial<FaraEmulatorOptions>, settings?: Partial<FaraSettings>): Promise<EmulatedFara> {
    const played = await emulatedFara({ generation: "7b", script: story, ...options }, settings);
    emulators.push(played.emulator);
    return played;
  }

  it("ends at once where nothing listens", { timeout: slow }, async () => {
    const model = createFara({ model: "fara-7b", baseURL: await closedAddress() });
    const { result } = await bench.run({ model });
    expect(result).toMatchObject({ status: "failure", steps: 0, fault: { source: "network", code: "unreachable" } });
    expect(result.reason).toMatch(/^fara\/fara-7b: .+\.$/);
  });

  it.each<[string, Partial<FaraEmulatorOptions>, Partial<FaraSettings>, object]>([
    ["the key is wrong", { apiKeys: ["right"] }, { apiKey: "wrong" }, { source: "model", code: "unauthenticated" }],
    ["the model is another", {}, { model: "Fara-7B" }, { source: "model", code: "unknown-model" }],
    ["the context is too short", { contextWindow: 1_500 }, {}, { source: "model", code: "context-overflow" }],
    ["each answer is empty", { script: [{ raw: "" }] }, {}, { source: "model", code: "invalid-response" }],
    ["the answer has 10 MB", { malformation: "huge" }, {}, { source: "model", code: "invalid-response" }],
  ])("fails where %s", { timeout: slow }, async (_name, options, settings, fault) => {
    const { model } = await play(options, settings);
    const { result } = await bench.run({ model });
    expect(result).toMatchObject({ status: "failure", answer: "", steps: 0, fault });
    expect(bench.shop.state.shown).toEqual(["/"]);
  });

  it.each([
    ["the graphics card is full", 500, outOfMemory, { source: "model", code: "unavailable" }, 5],
    ["the server does not take images", 400, noVision, { source: "model", code: "unsupported" }, 1],
  ])("fails where %s", { timeout: slow }, async (_name, status, message, fault, requests) => {
    const { model, emulator } = await play({});
    emulator.fail({ kind: "status", status, message }, { path: "/chat/completions", times: 100 });
    const { result } = await bench.run({ model });
    expect(result).toMatchObject({ status: "failure", steps: 0, fault });
    expect(emulator.requests).toHaveLength(requests);
  });

  it("fails where the endpoint dies in the middle, and asks no model that is not listed", {
    timeout: slow,
  }, async () => {
    const unlisted = await play({ generation: "1.5" });
    const { result } = await bench.run({ model: dyingAfter(2, await play({})) });
    expect(result).toMatchObject({
      status: "failure",
      steps: 2,
      models: ["fara/microsoft/Fara-7B"],
      fault: { source: "network", code: "unreachable" },
    });
    expect(bench.shop.state.shown).toEqual(["/", "/results?q=green+tea"]);
    expect(unlisted.emulator.requests).toEqual([]);
  });

  it("goes on with the next listed model where the endpoint dies in the middle", { timeout: slow }, async () => {
    const heard: string[] = [];
    // Fara1.5 sees frames of Fara-7B's size resized.
    const words = faraWords("1.5", frame);
    const rest: readonly FaraStep[] = [words.click(places.firstResult), words.finish("It costs 5 €.")];
    const second = await play({
      generation: "1.5",
      script: ({ index, text }) => {
        heard.push(text);
        return rest[index] ?? words.fail("The script is over.");
      },
    });
    const unlisted = await play({ generation: "1.5", model: "Fara1.5-27B" });
    const first = await play({});
    const models: readonly ComputerModel[] = [dyingAfter(2, first), second.model];
    const { run, over } = await bench.begin({ models });
    const changes: unknown[] = [];
    for await (const event of run) if (event.type === "model-change") changes.push(event);
    const { result, records } = await over();
    expect(result).toMatchObject({
      status: "success",
      answer: "It costs 5 €.",
      steps: 4,
      models: ["fara/microsoft/Fara-7B", "fara/Fara1.5-9B"],
    });
    expect(changes).toMatchObject([{ step: 3, from: "fara/microsoft/Fara-7B", to: "fara/Fara1.5-9B" }]);
    expect(bench.shop.state.shown).toEqual(["/", "/results?q=green+tea", "/tea/green"]);
    expect(heard[0]).toContain('type "green tea"');
    expect(records.filter(({ type }) => type === "session")).toMatchObject([
      { model: "fara/microsoft/Fara-7B" },
      { model: "fara/Fara1.5-9B", story: expect.stringContaining("Step 2: "), reason: expect.stringMatching(/./) },
    ]);
    for (const { emulator } of [first, second]) expect(emulator.layoutProblems()).toEqual([]);
    expect(unlisted.emulator.requests).toEqual([]);
  });

  it("is stuck where scrolling leads nowhere", { timeout: slow }, async () => {
    const { model, emulator } = await play({ script: [scroll()] });
    const { result } = await bench.run({ model, page: "/long" });
    expect(result).toMatchObject({ status: "failure", fault: { source: "model", code: "stuck" } });
    expect(result.steps).toBeLessThan(12);
    expect(JSON.stringify(emulator.requests.at(-1)?.body)).toContain("Try another way.");
    expect(emulator.layoutProblems()).toEqual([]);
  });

  it("spends its budget where scrolling never ends", { timeout: slow }, async () => {
    const { model } = await play({ script: [scroll()] });
    const { result } = await bench.run({ model, page: "/endless", budget: { steps: 6 } });
    expect(result).toMatchObject({ status: "budget", budget: "steps", steps: 6 });
  });

  it("is asked again where the endpoint stumbles once", { timeout: slow }, async () => {
    const { model, emulator } = await play({});
    emulator.fail({ kind: "cut", afterBytes: 120 }, { path: "/chat/completions" });
    emulator.fail({ kind: "malformed" }, { path: "/chat/completions" });
    const { result } = await bench.run({ model });
    expect(result).toMatchObject({ status: "success", answer: "5 €", steps: 4, requests: 6 });
    expect(emulator.layoutProblems()).toEqual([]);
  });
});
