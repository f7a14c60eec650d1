import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEndpointSupport, createOpenai } from "@massgen/backend-openai";
import { createOpenaiCompatible } from "@massgen/backend-openai-compatible";
import { type Backend, BackendError, type ConversationItem, type MassGenEvent, type RunLog } from "@massgen/core";
import { openRunLog } from "@massgen/store";
import {
  createScriptedBackend,
  type EmulatedAnswer,
  type OpenaiEmulator,
  type OpenaiEmulatorOptions,
  startOpenaiEmulator,
} from "@massgen/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import type { AgentTool } from "../tools/agent-tool.ts";
import type { AgentSettings } from "./agent-settings.ts";
import { createAgent } from "./create-agent.ts";

const model = "gpt-emulated";
const badImage = [{ type: "input_image", image_url: "data:image/png;base64,AAAA" }];

/** Calls the tool once, where a user asks for it, and answers whatever came of it. */
const caller: EmulatedAnswer = ({ entries }) => {
  const last = entries.at(-1);
  return last?.kind === "message" && last.text.includes("use the tool")
    ? { calls: [{ name: "w", arguments: {} }] }
    : { text: "Fine." };
};

const tool = (execute: AgentTool["execute"]): AgentTool => ({
  name: "w",
  parameters: { type: "object", properties: {} },
  execute,
});

const protocols = { responses: createOpenai, chat: createOpenaiCompatible };

async function start(
  protocol: keyof typeof protocols,
  settings: Partial<AgentSettings> = {},
  options: Partial<OpenaiEmulatorOptions> = {},
) {
  const emulator = await startOpenaiEmulator({
    models: { [model]: { contextWindow: 20_000, reply: caller } },
    ...options,
  });
  onTestFinished(() => emulator.close());
  const backend = backendOn(protocol, emulator);
  const events: MassGenEvent[] = [];
  const agent = createAgent({
    backend,
    compaction: { contextWindow: 20_000 },
    onEvent: (event) => void events.push(event),
    ...settings,
  });
  return { agent, backend, emulator, events };
}

function backendOn(protocol: keyof typeof protocols, { baseURL }: OpenaiEmulator): Backend {
  const common = { model, baseURL, apiKey: "sk-emulated", retries: { maximumRetries: 1, sleep: async () => {} } };
  return protocol === "responses"
    ? createOpenai({ ...common, support: createEndpointSupport() })
    : createOpenaiCompatible(common);
}

async function openLog(items: readonly ConversationItem[] = []): Promise<RunLog<ConversationItem>> {
  const folder = await mkdtemp(join(tmpdir(), "massgen-unsendable-"));
  const log = await openRunLog<ConversationItem>(join(folder, "run.jsonl"), { format: "openai-responses" });
  if (items.length > 0) await log.append({ type: "items", items });
  onTestFinished(async () => {
    await log.close();
    await rm(folder, { recursive: true });
  });
  return log;
}

const user = (text: string): ConversationItem => ({
  type: "message",
  role: "user",
  content: [{ type: "input_text", text }],
});

describe.each(["responses", "chat"] as const)("a conversation over %s can be gone on with", (protocol) => {
  it("after a refused output and an abort before anybody has seen the refusal", async () => {
    const controller = new AbortController();
    const { agent } = await start(protocol, {
      tools: [tool(() => badImage)],
      onEvent: (event) => {
        if (event.type === "tool-end") controller.abort(new Error("stop"));
      },
    });
    await expect(agent.send("Please use the tool.", { signal: controller.signal })).rejects.toThrow("stop");
    expect(await agent.send("And now?")).toMatchObject({ text: "Fine." });
    expect(await agent.send("Still there?")).toMatchObject({ text: "Fine." });
  });

  it("after a refused output and another failure in its place", async () => {
    const { agent, emulator } = await start(protocol, {
      tools: [
        tool(() => {
          emulator.fail({ kind: "status", status: 401 });
          return badImage;
        }),
      ],
    });
    await expect(agent.send("Please use the tool.")).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await agent.send("And now?")).toMatchObject({ text: "Fine." });
  });

  it("after a refused output that is only in the log", async () => {
    const call = { type: "function_call", call_id: "c", name: "w", arguments: "{}" };
    const output = { type: "function_call_output", call_id: "c", output: badImage };
    const log = await openLog([user("Please use the tool."), call, output]);
    const { agent } = await start(protocol, { log });
    expect(await agent.send("And now?")).toMatchObject({ text: "Fine." });
    expect(log.window()).toEqual(agent.items);
    expect((await agent.archive.search("")).length).toBeGreaterThanOrEqual(0);
  });

  it.each([
    ["an image that is none", badImage],
    ["more than fits", "too much ".repeat(20_000)],
  ])("after an abort that came right after a user said %s", async (_name, content) => {
    const controller = new AbortController();
    const { agent } = await start(protocol, {
      onEvent: (event) => {
        if (event.type === "item") controller.abort(new Error("stop"));
      },
    });
    await expect(agent.send(content, { signal: controller.signal })).rejects.toThrow("stop");
    expect(agent.items).toEqual([]);
    expect(await agent.send("Hello.")).toMatchObject({ text: "Fine." });
  });

  it("after a crash right after a user said what is refused", async () => {
    const log = await openLog([{ type: "message", role: "user", content: badImage }]);
    const { agent } = await start(protocol, { log });
    expect(await agent.send("Hello.")).toMatchObject({ text: "Fine." });
    expect(log.window()).toEqual(agent.items);
  });

  it.each<[string, AgentTool["execute"]]>([
    [
      "parts with a circle",
      () =>
        [Object.assign({ type: "input_text", text: "a" }, { self: null as unknown }) as never].map(
          (part: { self: unknown }) => Object.assign(part, { self: part }),
        ),
    ],
    ["parts with a big integer", () => [{ type: "input_text", text: 5n }]],
    ["parts of a model's own", () => [{ type: "output_text", text: "hello", annotations: [] }]],
    ["a map", () => new Map([["a", 1]])],
    ["an error", () => new Error("oops")],
    ["a stream", () => new ReadableStream()],
    ["nothing", () => undefined],
    [
      "something without a prototype, thrown",
      () => {
        throw Object.create(null);
      },
    ],
    [
      "something whose message throws",
      () => {
        throw Object.defineProperty(new Error(), "message", {
          get() {
            throw new Error("no");
          },
        });
      },
    ],
    [
      "a symbol, thrown",
      () => {
        throw Symbol("odd");
      },
    ],
  ])("after a tool that answers with %s", async (_name, execute) => {
    const log = await openLog();
    const { agent } = await start(protocol, { tools: [tool(execute)], log });
    expect(await agent.send("Please use the tool.")).toMatchObject({ text: "Fine." });
    expect(await agent.send("Hello.")).toMatchObject({ text: "Fine." });
    expect(log.window()).toEqual(JSON.parse(JSON.stringify(agent.items)));
  });
});

describe("a conversation that another program left", () => {
  it.each([
    ["an open custom call", { type: "custom_tool_call", call_id: "c", name: "patch", input: "x" }],
    [
      "an open computer call",
      {
        type: "computer_call",
        id: "cu_1",
        call_id: "c",
        action: { type: "screenshot" },
        pending_safety_checks: [],
        status: "completed",
      },
    ],
    ["an orphaned output", { type: "function_call_output", call_id: "c", output: "text" }],
    ["reasoning that led to nothing", { type: "reasoning", id: "rs_1", summary: [] }],
  ])("is mended where it has %s", async (_name, item) => {
    const log = await openLog([user("Go."), item as ConversationItem, user("Well?")]);
    const { agent } = await start("responses", { log });
    expect(await agent.send("Hello.")).toMatchObject({ text: "Fine." });
    expect(log.window()).toEqual(agent.items);
  });
});

describe("an agent and its log", () => {
  const failOnce = (emulator: OpenaiEmulator) => emulator.fail({ kind: "status", status: 401 });

  it("stay the same where a turn fails after a compaction was asked for", async () => {
    const log = await openLog();
    const { agent, emulator } = await start("responses", { log, compaction: { contextWindow: 20_000 } });
    for (let turn = 0; turn < 6; turn += 1) await agent.send(`Turn ${turn}. ${"words and more words ".repeat(150)}`);
    expect((await agent.compact()).status).toBe("compacted");
    const compacted = agent.items;
    failOnce(emulator);
    await expect(agent.send("Hello.")).rejects.toMatchObject({ code: "unauthenticated" });
    expect(agent.items).toEqual(compacted);
    expect(log.window()).toEqual(agent.items);
    expect(await agent.send("Hello.")).toMatchObject({ text: "Fine." });
    expect(log.window()).toEqual(agent.items);
  });

  it("stay the same where what was mended is followed by a failure", async () => {
    const screenshot = {
      type: "computer_call",
      call_id: "c",
      action: { type: "screenshot" },
      pending_safety_checks: [],
    };
    const log = await openLog([user("Go."), screenshot]);
    const { agent, emulator } = await start("responses", { log });
    failOnce(emulator);
    await expect(agent.send("Hello.")).rejects.toMatchObject({ code: "unauthenticated" });
    expect(log.window()).toEqual(agent.items);
    expect(await agent.send("Hello.")).toMatchObject({ text: "Fine." });
    expect(log.window()).toEqual(agent.items);
  });

  it("keep a good output where it is the user's next message that is refused", async () => {
    const controller = new AbortController();
    const log = await openLog();
    const { agent } = await start("responses", {
      log,
      tools: [tool(() => "PAID 500 EUR, receipt 17")],
      onEvent: (event) => {
        if (event.type === "tool-end") controller.abort(new Error("stop"));
      },
    });
    await expect(agent.send("Please use the tool.", { signal: controller.signal })).rejects.toThrow("stop");
    await expect(agent.send(badImage)).rejects.toMatchObject({ code: "invalid-image" });
    expect(JSON.stringify(agent.items)).toContain("receipt 17");
    expect(log.window()).toEqual(agent.items);
  });

  it("keep in the whole conversation what was taken out of the window, and tell of it", async () => {
    const log = await openLog();
    const { agent, events } = await start("responses", {
      log,
      tools: [tool(() => [{ type: "input_text", text: "The receipt is 17." }, ...badImage])],
    });
    expect(await agent.send("Please use the tool.")).toMatchObject({ text: "Fine." });
    expect(JSON.stringify(agent.items)).toContain("The receipt is 17.");
    expect(JSON.stringify(agent.items)).not.toContain("base64,AAAA");
    expect(JSON.stringify(agent.history)).toContain("base64,AAAA");
    expect(log.conversation()).toEqual(agent.history);
    expect(events).toContainEqual(expect.objectContaining({ type: "notice", code: "items-withdrawn" }));
  });
});

describe("a tool", () => {
  it("cannot hide what is refused behind the words of a note", async () => {
    const words = "The provider did not accept what was here (refused). Go on without it.";
    const { agent } = await start("responses", {
      tools: [tool(() => [{ type: "input_text", text: words }, ...badImage])],
    });
    expect(await agent.send("Please use the tool.")).toMatchObject({ text: "Fine." });
    expect(await agent.send("Hello.")).toMatchObject({ text: "Fine." });
  });

  it("that calls its own agent is told so, instead of waiting for ever", async () => {
    const started = await start("responses", { tools: [tool(async () => (await agent.send("And you?")).text)] });
    const { agent } = started;
    expect(await agent.send("Please use the tool.")).toMatchObject({ text: "Fine." });
    const output = agent.items.find(({ type }) => type === "function_call_output")?.output;
    expect(output).toBe(
      "The tool failed: A tool of the agent has called the agent that waits for it. Make a second agent for what the tool wants to ask.",
    );
  });

  it("has its long texts cut also where they are parts", async () => {
    const { agent } = await start("responses", {
      tools: [tool(() => [{ type: "input_text", text: `beginning ${"so on ".repeat(20_000)} end` }])],
    });
    expect(await agent.send("Please use the tool.")).toMatchObject({ text: "Fine." });
    const output = JSON.stringify(agent.items.find(({ type }) => type === "function_call_output")?.output);
    expect(output).toMatch(/beginning .*characters left out here; recall \w+.* end/);
  });
});

describe("a model", () => {
  it("that makes up a name which its own API would not take back can be gone on with", async () => {
    const { agent } = await start(
      "responses",
      {},
      {
        models: {
          [model]: {
            contextWindow: 20_000,
            reply: [
              {
                items: [
                  {
                    type: "function_call",
                    id: "fc_1",
                    call_id: "c",
                    name: "functions.read",
                    arguments: "{}",
                    status: "completed",
                  },
                ],
              },
              { text: "Fine." },
            ],
          },
        },
      },
    );
    expect(await agent.send("Go.")).toMatchObject({ text: "Fine." });
    expect(await agent.send("Hello.")).toMatchObject({ text: "Fine." });
  });
});

describe("an image that a model has seen", () => {
  it("goes where the conversation moves on to a model that sees none", async () => {
    const seeing = createScriptedBackend([{ text: "A cat." }]);
    const log = await openLog();
    const image = [{ type: "input_image", image_url: "data:image/png;base64,iVBORw0KGgo=" }];
    await createAgent({ backend: seeing, log, compaction: { contextWindow: 20_000 } }).send(image);
    const refusal = new BackendError("blind/model: no images.", {
      code: "unsupported",
      remedy: "Use text.",
      retryable: false,
    });
    const blind = createScriptedBackend(({ items }) =>
      JSON.stringify(items).includes("input_image") ? { error: refusal } : { text: "Fine." },
    );
    const agent = createAgent({ backend: blind, log, compaction: { contextWindow: 20_000 } });
    expect(await agent.send("What was it?")).toMatchObject({ text: "Fine." });
    expect(await agent.send("Sure?")).toMatchObject({ text: "Fine." });
    expect(log.window()).toEqual(agent.items);
  });
});

describe("two agents on one log", () => {
  it("are told apart before they lose what the other has written", async () => {
    const log = await openLog();
    const { agent, backend } = await start("responses", { log });
    const other = createAgent({ backend, log, compaction: { contextWindow: 20_000 } });
    await agent.send("Hello.");
    await expect(other.send("Hello.")).rejects.toMatchObject({ code: "log-diverged" });
    expect(await agent.send("Hello.")).toMatchObject({ text: "Fine." });
  });
});

describe("a conversation whose key is of another organisation by now", () => {
  const thinking: EmulatedAnswer = () => ({ reasoning: "I think.", text: "Fine." });
  const startAt = (port: number, organization: string) =>
    startOpenaiEmulator({
      models: { [model]: { contextWindow: 20_000, reply: thinking } },
      organization,
      sealKey: organization,
      port,
    });

  it.each([false, true])("goes on without what only the other can read, stored or not (%s)", async (store) => {
    const first = await startAt(0, "org-one");
    const { baseURL } = first;
    const settings = { model, baseURL, apiKey: "sk-emulated", store, support: createEndpointSupport() };
    const compaction = { contextWindow: 20_000 };
    const log = await openLog();
    const agent = createAgent({ backend: createOpenai(settings), compaction, log });
    await agent.send("The key is 17.");
    await agent.compact();
    await first.close();

    const second = await startAt(Number(new URL(baseURL).port), "org-two");
    onTestFinished(() => second.close());
    const successor = createAgent({ backend: createOpenai(settings), compaction, log });
    expect(await successor.send("Which key?")).toMatchObject({ text: "Fine." });
    expect(await successor.send("Again?")).toMatchObject({ text: "Fine." });
    expect(second.requests.findLast(({ seen }) => seen)?.seen?.text).toContain("The key is 17.");
  });
});
