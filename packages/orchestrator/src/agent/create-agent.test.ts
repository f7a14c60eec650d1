import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BackendError, type BackendErrorCode, type ConversationItem, type MassGenEvent } from "@massgen/core";
import { openRunLog } from "@massgen/store";
import { createScriptedBackend, type ScriptedResponse } from "@massgen/testing";
import { afterEach, describe, expect, it } from "vitest";
import type { AgentTool } from "../tools/agent-tool.ts";
import type { AgentSettings } from "./agent-settings.ts";
import { createAgent } from "./create-agent.ts";

const failure = (code: BackendErrorCode) =>
  new BackendError(`scripted/model: ${code}.`, { code, remedy: "Do something.", retryable: false });

const weather: AgentTool = {
  name: "weather",
  description: "Tells the weather.",
  parameters: { type: "object", properties: { city: { type: "string" } } },
  execute: (input) => `Sunny in ${(input as { city: string }).city}.`,
};

function setUp(script: Parameters<typeof createScriptedBackend>[0], settings: Partial<AgentSettings> = {}) {
  const events: MassGenEvent[] = [];
  const backend = createScriptedBackend(script);
  const agent = createAgent({
    backend,
    tools: [weather],
    compaction: { contextWindow: 4_000 },
    onEvent: (event) => void events.push(event),
    clock: () => 0,
    ...settings,
  });
  return { agent, backend, events };
}

const call = (name: string, input: unknown = {}): ScriptedResponse => ({ calls: [{ name, arguments: input }] });
const outputs = (items: readonly ConversationItem[]) =>
  items.filter(({ type }) => type === "function_call_output").map(({ output }) => output);

describe("an agent's turn", () => {
  it("runs the tools that the model asks for, and ends with what it says", async () => {
    const usage = { inputTokens: 100, outputTokens: 10 };
    const { agent, backend, events } = setUp([
      { ...call("weather", { city: "Oslo" }), text: "I look.", usage },
      { text: "It is sunny.", usage },
    ]);
    const result = await agent.send("How is the weather in Oslo?");
    expect(result).toMatchObject({ text: "It is sunny.", reason: "stop", steps: 2, compactions: [] });
    expect(result.usage).toEqual({ inputTokens: 200, outputTokens: 20 });
    expect(outputs(agent.items)).toEqual(["Sunny in Oslo."]);
    expect(result.items).toEqual(agent.items);
    expect(backend.requests[1]?.items).toEqual(agent.items.slice(0, 4));
    expect(backend.requests[0]?.tools?.map(({ name }) => name)).toEqual(["weather", "recall"]);
    expect(events.map(({ type }) => type)).toEqual([
      "turn-start",
      "item",
      "text-delta",
      "item",
      "item",
      "usage",
      "tool-start",
      "tool-end",
      "item",
      "text-delta",
      "item",
      "usage",
      "turn-end",
    ]);
  });

  it.each<[string, ScriptedResponse, RegExp]>([
    ["a tool that throws", call("broken"), /^The tool failed: The disk is gone\.$/],
    [
      "a tool that there is not",
      call("whether"),
      /^There is no tool "whether"\. The tools are: weather, broken, recall\.$/,
    ],
    ["arguments that are no JSON", call("weather", "{city"), /^The arguments are no valid JSON: .*Call the tool again/],
  ])("tells the model of %s, and goes on", async (_name, response, told) => {
    const broken: AgentTool = {
      ...weather,
      name: "broken",
      execute() {
        throw new Error("The disk is gone.");
      },
    };
    const { agent, events } = setUp([response, { text: "I see." }], { tools: [weather, broken] });
    expect(await agent.send("Try.")).toMatchObject({ text: "I see.", steps: 2 });
    expect(outputs(agent.items)[0]).toMatch(told);
    expect(events).toContainEqual(expect.objectContaining({ type: "tool-end", status: "failed" }));
  });

  it("stops at the limit of steps with every call answered", async () => {
    const { agent } = setUp([call("weather", { city: "Oslo" })], { maximumSteps: 3 });
    expect(await agent.send("Go.")).toMatchObject({ reason: "step-limit", steps: 3 });
    expect(outputs(agent.items)).toEqual([
      "Sunny in Oslo.",
      "Sunny in Oslo.",
      "Not run: the limit of steps was reached.",
    ]);
  });

  it("leaves out the middle of an output that is too long, and lets recall find it", async () => {
    const long = Array.from({ length: 3_000 }, (_, index) => `line ${index}`).join("\n");
    const { agent } = setUp([call("weather", { city: "Oslo" }), { text: "Long." }], {
      tools: [{ ...weather, execute: () => long }],
    });
    await agent.send("Go.");
    const [output] = outputs(agent.items);
    expect(String(output).length).toBeLessThan(6_000);
    expect(output).toMatch(/^line 0\n[\s\S]*\[massgen: \d+ characters left out here; recall \w+\][\s\S]*line 2999$/);
    const id = /recall (\w+)\]/.exec(String(output))?.[1] ?? "";
    expect((await agent.archive.get(id))?.items).toMatchObject([{ output: long }]);
  });

  it("drops reasoning that led to nothing, which no provider takes back", async () => {
    const reasoning = { type: "reasoning", id: "rs_1", summary: [] };
    const { agent } = setUp([{ items: [reasoning], reason: "length" }]);
    expect(await agent.send("Think.")).toMatchObject({ text: "", reason: "length" });
    expect(agent.items).toHaveLength(1);
  });
});

describe("createAgent", () => {
  it.each([
    [[weather, weather], 'Two tools have the name "weather". Rename one of them.'],
    [[{ ...weather, name: "recall" }], 'Two tools have the name "recall". Rename yours, or set recall to false.'],
  ])("refuses tools that share a name", (tools, message) => {
    expect(() => setUp([], { tools })).toThrow(message);
    expect(() => setUp([], { tools: tools.slice(0, 1), recall: false })).not.toThrow();
  });
});

describe("a turn that fails", () => {
  it("takes back what was said where nothing came of it", async () => {
    const { agent, backend } = setUp([{ error: failure("unreachable") }, { text: "Hello." }]);
    await expect(agent.send("Hi.")).rejects.toMatchObject({ code: "unreachable" });
    expect(agent.items).toEqual([]);
    await agent.send("Hi again.");
    expect(backend.requests[1]?.items).toHaveLength(1);
  });

  it("keeps what was done where it fails later", async () => {
    const { agent } = setUp([call("weather", { city: "Oslo" }), { error: failure("quota") }]);
    await expect(agent.send("Go.")).rejects.toMatchObject({ code: "quota" });
    expect(agent.items.map(({ type }) => type)).toEqual(["message", "function_call", "function_call_output"]);
  });

  it("puts a note in place of outputs that the provider refuses", async () => {
    const { agent } = setUp([
      call("weather", { city: "Oslo" }),
      { error: failure("invalid-image") },
      { text: "Right." },
    ]);
    expect(await agent.send("Go.")).toMatchObject({ text: "Right." });
    const [note] = outputs(agent.items);
    expect(note).toMatch(/^The provider did not accept what was here \(invalid-image\)\. .*; recall \w+\]$/);
    const id = /recall (\w+)\]/.exec(String(note))?.[1] ?? "";
    expect((await agent.archive.get(id))?.items).toMatchObject([{ output: "Sunny in Oslo." }]);
  });

  it("answers open calls when it is aborted while tools run", async () => {
    const controller = new AbortController();
    const { agent } = setUp([call("weather"), { text: "Later." }], {
      tools: [
        {
          ...weather,
          execute() {
            controller.abort(new Error("stop"));
            return new Promise(() => undefined);
          },
        },
      ],
    });
    await expect(agent.send("Go.", { signal: controller.signal })).rejects.toThrow("stop");
    expect(outputs(agent.items)).toEqual(["Cancelled before it finished; what it has done until then is not known."]);
    expect(await agent.send("And now?")).toMatchObject({ text: "Later." });
  });
});

describe("an agent near the end of its window", () => {
  const long = "a long tool output, ".repeat(120);
  const tools = [{ ...weather, execute: () => long }];
  const script = (index: number): ScriptedResponse =>
    index % 6 === 5 ? { text: `Turn ${index}.` } : call("weather", { city: `City ${index}` });

  it("compacts with its own model where the provider cannot, and says so once", async () => {
    const { agent, events } = setUp(
      (request, index) => (request.tools ? script(index) : { text: "## Goal\nWeather." }),
      {
        tools,
      },
    );
    for (let turn = 0; turn < 8; turn += 1) await agent.send(`Turn ${turn}: go on.`);
    expect(events.filter(({ type }) => type === "notice")).toEqual([
      {
        type: "notice",
        code: "no-native-compaction",
        text: "scripted/model has no compaction of its own: old tool outputs are cleared and its model sums up instead.",
      },
    ]);
    const compactions = events.filter((event) => event.type === "compaction-end");
    expect(compactions.length).toBeGreaterThan(2);
    expect(compactions.every(({ status }) => status === "compacted")).toBe(true);
    expect(agent.history.length).toBeGreaterThan(agent.items.length);
  });

  it("makes itself smaller and asks again after an overflow", async () => {
    let overflowed = false;
    const { agent, backend } = setUp(
      (_request, index) => {
        if (index !== 3) return script(index);
        overflowed = true;
        return { error: failure("context-overflow") };
      },
      { tools, compaction: { contextWindow: 100_000 } },
    );
    const result = await agent.send("Go.");
    expect(overflowed).toBe(true);
    expect(result.compactions[0]).toMatchObject({ status: "compacted" });
    expect(result.compactions.every(({ status }) => status === "compacted")).toBe(true);
    expect(backend.requests[4]?.items.length).toBeLessThanOrEqual(backend.requests[3]?.items.length ?? 0);
  });

  it("compacts on request", async () => {
    const { agent } = setUp((_request, index) => script(index), { tools, compaction: { contextWindow: 100_000 } });
    await agent.send("Go.");
    expect(await agent.compact()).toMatchObject({ status: "compacted" });
  });
});

describe("an agent with a log", () => {
  let folder: string | undefined;
  afterEach(async () => {
    if (folder !== undefined) await rm(folder, { recursive: true });
  });

  async function open() {
    folder ??= await mkdtemp(join(tmpdir(), "massgen-agent-"));
    return openRunLog<ConversationItem>(join(folder, "run.jsonl"), { format: "openai-responses" });
  }

  it("goes on where a process ended while a tool ran", async () => {
    const first = await open();
    await first.append({
      type: "items",
      items: [
        { type: "message", role: "user", content: "Go." },
        { type: "function_call", call_id: "call_1", name: "weather", arguments: "{}" },
      ],
    });
    await first.close();
    const log = await open();
    const { agent, backend } = setUp([{ text: "Again." }], { log });
    await agent.send("What happened?");
    expect(outputs(backend.requests[0]?.items ?? [])).toEqual([
      "Interrupted before it finished; what it has done until then is not known.",
    ]);
    await log.close();
    const reopened = await open();
    expect(reopened.window()).toEqual(agent.items);
    await reopened.close();
  });

  it("rebuilds the conversation where a window cannot be read", async () => {
    const log = await open();
    const sealed = { type: "compaction", encrypted_content: "sealed by another" };
    await log.append({ type: "items", items: [{ type: "message", role: "user", content: "The key is 17." }] });
    await log.append({
      type: "compaction",
      itemsBefore: 1,
      itemsAfter: 1,
      inserted: [{ before: 0, item: sealed, covers: [[0, 1]] }],
      repaired: [],
      archived: [],
      report: { strategy: "native", reason: "", tokensBefore: 9, tokensAfter: 5 },
    });
    const { agent, backend, events } = setUp(
      ({ items }) =>
        items.some(({ type }) => type === "compaction") ? { error: failure("undecryptable") } : { text: "17." },
      { log },
    );
    expect(await agent.send("Which key?")).toMatchObject({ text: "17." });
    expect(backend.requests.at(-1)?.items).toMatchObject([{ content: "The key is 17." }, { role: "user" }]);
    expect(events).toContainEqual(expect.objectContaining({ type: "notice", code: "conversation-rebuilt" }));
    await log.close();
    const reopened = await open();
    expect(reopened.window()).toEqual(agent.items);
    await reopened.close();
  });
});
