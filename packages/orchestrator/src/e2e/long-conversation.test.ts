import { createEndpointSupport, createOpenai, type OpenaiSettings } from "@massgen/backend-openai";
import { createOpenaiCompatible } from "@massgen/backend-openai-compatible";
import type { Backend, MassGenEvent } from "@massgen/core";
import {
  type EmulatedExchange,
  emulatedTokens,
  type OpenaiEmulator,
  type OpenaiEmulatorOptions,
  startOpenaiEmulator,
} from "@massgen/testing";
import { describe, expect, it } from "vitest";
import { createAgent } from "../agent/create-agent.ts";
import { facts, holdLongConversation, opaqueItems, readingModel, readPart } from "./long-conversation.ts";

const contextWindow = 8_000;
const turns = 200;
const compaction = {
  contextWindow,
  counter: { name: "emulated", count: (text: string) => ({ tokens: emulatedTokens(text), estimated: false }) },
};

const model = "gpt-emulated";

interface Situation {
  readonly name: string;
  readonly backend: Partial<OpenaiSettings> | "chat";
  readonly emulator?: Partial<OpenaiEmulatorOptions>;
  /** Requests that ask for what the endpoint lacks. Default 0. */
  readonly probes?: number;
  /** Strategies that compact in it. */
  readonly strategies: readonly string[];
}

const nothingNative = { compact: false, trigger: false, contextManagement: false } as const;
const fallbacks = ["clear-tool-results", "summarize", "window"];

const situations: readonly Situation[] = [
  { name: "the endpoint", backend: { compaction: { mode: "endpoint" } }, strategies: ["native"] },
  {
    name: "the endpoint, where items before it are seen",
    backend: { compaction: { mode: "endpoint" } },
    emulator: { itemsBeforeCompaction: "seen" },
    strategies: ["native"],
  },
  { name: "a trigger", backend: { compaction: { mode: "trigger" } }, strategies: ["native"] },
  {
    name: "the server, statelessly",
    backend: { compaction: { mode: "server", serverThreshold: 6_000 } },
    strategies: ["server", "native"],
  },
  {
    name: "the server, chained",
    backend: { store: true, compaction: { serverThreshold: 6_000 } },
    strategies: ["server", "native"],
  },
  { name: "auto, statelessly", backend: {}, strategies: ["native"] },
  { name: "auto, chained, without a threshold", backend: { store: true }, strategies: ["native"] },
  {
    name: "auto, where the endpoint is missing",
    backend: {},
    emulator: { supports: { compact: false } },
    probes: 1,
    strategies: ["native"],
  },
  {
    name: "auto, where everything is missing",
    backend: { store: true, compaction: { serverThreshold: 6_000 } },
    emulator: { supports: nothingNative },
    probes: 3,
    strategies: fallbacks,
  },
  { name: "nothing of the provider's", backend: { compaction: { mode: "off" } }, strategies: fallbacks },
  { name: "Chat Completions", backend: "chat", strategies: fallbacks },
];

function backendFor({ backend }: Situation, { baseURL }: OpenaiEmulator): Backend {
  const common = { model, baseURL, apiKey: "sk-emulated" };
  return backend === "chat"
    ? createOpenaiCompatible(common)
    : createOpenai({ ...common, support: createEndpointSupport(), ...backend });
}

describe.each(situations)("200 turns with tools in a small window, compacted by $name", (situation) => {
  it("are never refused, forget nothing, and cost what the books say", async () => {
    await using emulator = await startOpenaiEmulator({
      models: { [model]: { contextWindow, reply: readingModel } },
      ...situation.emulator,
    });
    const most = { opaque: 0 };
    const { events, report } = await holdLongConversation(
      backendFor(situation, emulator),
      compaction,
      turns,
      (agent) => {
        most.opaque = Math.max(most.opaque, opaqueItems(agent.items).length);
      },
    );

    const refused = emulator.requests.filter(({ status }) => status !== 200);
    const probes = refused.filter(isProbe);
    expect(refused.filter((exchange) => !probes.includes(exchange))).toEqual([]);
    expect(probes.length).toBe(situation.probes ?? 0);
    expect(report).toBe(`Known: ${facts.code}, ${facts.serial}.`);
    const seen = emulator.requests.findLast((exchange) => exchange.seen !== undefined)?.seen?.text ?? "";
    for (const fact of Object.values(facts)) expect(seen).toContain(fact);

    const ends = events.filter((event) => event.type === "compaction-end");
    expect(ends.length).toBeGreaterThan(5);
    expect(ends.filter(({ status }) => status !== "compacted")).toEqual([]);
    const strategies = [...new Set(ends.map(({ strategy }) => strategy))];
    expect(situation.strategies).toEqual(expect.arrayContaining(strategies));
    if (situation.strategies !== fallbacks) expect(strategies).toContain(situation.strategies[0]);
    expect(most.opaque).toBeLessThanOrEqual(situation.strategies === fallbacks ? 0 : 2);

    // What a provider hands out before its item counts in the window, and is not billed where it is not seen.
    const isExact = situation.strategies[0] !== "native" || situation.emulator?.itemsBeforeCompaction === "seen";
    expectSameBooks(events, emulator, isExact);
  }, 60_000);
});

/** What an endpoint lacks is found out by asking it, once for each way. */
function isProbe({ path, status, refused }: EmulatedExchange): boolean {
  if (status === 404) return path.endsWith("/compact");
  return status === 400 && (refused === "unknown_parameter" || refused === "invalid_value");
}

/** @param isExact - whether the provider bills all that the window holds, as far as anybody knows. */
function expectSameBooks(events: readonly MassGenEvent[], { requests }: OpenaiEmulator, isExact: boolean): void {
  const billed = requests.flatMap(({ billed: bill, path }) => (bill && !path.endsWith("/input_tokens") ? [bill] : []));
  const usages = events.filter((event) => event.type === "usage").map(({ usage }) => usage);
  const sum = (counts: readonly (number | undefined)[]) =>
    counts.reduce<number>((total, count) => total + (count ?? 0), 0);
  expect(sum(usages.map(({ inputTokens }) => inputTokens))).toBe(sum(billed.map(({ inputTokens }) => inputTokens)));
  expect(sum(usages.map(({ outputTokens }) => outputTokens))).toBe(sum(billed.map(({ outputTokens }) => outputTokens)));
  expect(sum(usages.map(({ cachedInputTokens }) => cachedInputTokens))).toBe(
    sum(billed.map(({ cachedTokens }) => cachedTokens)),
  );

  const inputs = new Set(billed.map(({ inputTokens }) => inputTokens));
  const pairs = compactionPairs(events);
  expect(pairs.length).toBeGreaterThan(5);
  for (const { reported, measured } of pairs) {
    expect(inputs).toContain(measured.tokensAfter);
    expect(measured.tokensBefore).toBe(reported.tokensBefore);
    // The report comes before anybody has billed what is left, so it may be off by little, and never claims too much.
    const claimed = reported.tokensBefore - reported.tokensAfter;
    const saved = measured.tokensBefore - measured.tokensAfter;
    expect(claimed).toBeLessThanOrEqual(saved * 1.05);
    if (isExact) expect(claimed).toBeGreaterThanOrEqual(saved * 0.95);
  }
}

/** Each compaction that was used, as it was reported and as the next request has measured it. */
function compactionPairs(events: readonly MassGenEvent[]) {
  return events.flatMap((measured, index) => {
    if (measured.type !== "compaction-measured") return [];
    const reported = events.slice(0, index).findLast((event) => event.type === "compaction-end");
    return reported?.status === "compacted" ? [{ reported, measured }] : [];
  });
}

describe("a server that does not compact while its model only calls tools", () => {
  it("is guarded by the client's own compaction", async () => {
    const steps = 60;
    await using emulator = await startOpenaiEmulator({
      models: {
        [model]: {
          contextWindow,
          reply: ({ number }) =>
            number <= steps ? { calls: [{ name: "read_part", arguments: { part: number } }] } : { text: "All read." },
        },
      },
    });
    const events: MassGenEvent[] = [];
    const agent = createAgent({
      backend: createOpenai({
        model,
        baseURL: emulator.baseURL,
        apiKey: "sk-emulated",
        support: createEndpointSupport(),
        compaction: { mode: "server", serverThreshold: 5_000 },
      }),
      compaction,
      tools: [readPart],
      maximumSteps: 100,
      onEvent: (event) => void events.push(event),
    });
    expect(await agent.send("Read everything.")).toMatchObject({ text: "All read." });
    expect(emulator.requests.filter(({ status }) => status !== 200)).toEqual([]);
    const strategies = events.filter((event) => event.type === "compaction-end").map(({ strategy }) => strategy);
    expect(strategies.length).toBeGreaterThan(0);
    expect(strategies).toContain("native");
  }, 30_000);
});
