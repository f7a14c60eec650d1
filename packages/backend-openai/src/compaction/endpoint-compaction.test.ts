import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BackendError, ConversationItem } from "@massgen/core";
import { type EmulatedModel, type OpenaiEmulatorOptions, startOpenaiEmulator } from "@massgen/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { createOpenai } from "../create-openai.ts";
import type { OpenaiSettings } from "../settings/openai-settings.ts";
import { createEndpointSupport } from "../support/endpoint-support.ts";

const user = (text: string): ConversationItem => ({ type: "message", role: "user", content: text });
const assistant = (text: string): ConversationItem => ({
  type: "message",
  role: "assistant",
  content: [{ type: "output_text", text, annotations: [] }],
});

const conversation = [
  user("The password of the day is swordfish."),
  { type: "function_call", call_id: "c1", name: "read", arguments: "{}" },
  { type: "function_call_output", call_id: "c1", output: "A long text. ".repeat(50) },
  assistant("I have read it."),
  user("Thank you."),
];
const tools = [{ name: "read", parameters: { type: "object", properties: {} } }];

const knows: EmulatedModel["reply"] = ({ text }) => ({ text: text.includes("swordfish") ? "swordfish" : "I forgot." });

async function start(settings: Partial<OpenaiSettings> = {}, options: Partial<OpenaiEmulatorOptions> = {}) {
  const emulator = await startOpenaiEmulator({
    models: { "gpt-test": { contextWindow: 10_000, reply: knows } },
    ...options,
  });
  onTestFinished(() => emulator.close());
  const support = createEndpointSupport();
  const base = {
    model: "gpt-test",
    apiKey: "test-key",
    baseURL: emulator.baseURL,
    retries: { maximumRetries: 1, sleep: async () => {} },
  };
  const backend = createOpenai({ ...base, support, ...settings });
  return { emulator, backend, support, base };
}

/** A backend whose endpoint answers everything with the same. */
async function answering(type: string, text: string, settings: Partial<OpenaiSettings>) {
  const server = createServer((_incoming, outgoing) => {
    outgoing.writeHead(200, { "content-type": type }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return createOpenai({ model: "gpt-test", apiKey: "k", baseURL, support: createEndpointSupport(), ...settings });
}

const failureOf = (work: Promise<unknown>): Promise<BackendError> =>
  work.then(
    () => Promise.reject(new Error("It did not fail.")),
    (error: BackendError) => error,
  );

async function answerTo(backend: ReturnType<typeof createOpenai>, items: readonly ConversationItem[]) {
  let text = "";
  for await (const event of backend.stream({ items })) if (event.type === "text-delta") text += event.text;
  return text;
}

describe("compact at the endpoint", () => {
  it("passes on the window as it came, with the origin on the compaction item only", async () => {
    const { backend, emulator } = await start();
    const { items, usage } = await backend.compact({ items: conversation, instructions: "Be brief.", tools });
    expect(items.map(({ type, role }) => role ?? type)).toEqual(["user", "user", "compaction"]);
    expect(items.filter((item) => "massgen" in item).map(({ type }) => type)).toEqual(["compaction"]);
    expect(items[0]).toMatchObject({ id: expect.stringMatching(/^msg_/), status: "completed" });
    const { billed, body } = emulator.requests[0] ?? {};
    expect(usage).toMatchObject({ inputTokens: billed?.inputTokens, outputTokens: billed?.outputTokens });
    expect(Object.keys(body as object)).toEqual(["model", "input"]);
    expect(await answerTo(backend, [...items, user("What was it?")])).toBe("swordfish");
  });

  it("sends a window back that carries what only answers have", async () => {
    const { backend } = await start({}, { compactQuirks: ["created-by", "developer-messages"] });
    const { items } = await backend.compact({ items: conversation });
    expect(items.at(-1)).toHaveProperty("created_by");
    expect(await answerTo(backend, [...items, user("What was it?")])).toBe("swordfish");
  });

  it("sends a window back in which answers have lost their reasoning", async () => {
    const { backend } = await start(
      { model: "gpt-thinks" },
      {
        compactQuirks: ["assistant-messages"],
        models: {
          "gpt-thinks": {
            contextWindow: 10_000,
            reply: ({ text, entries }) =>
              entries.length < 2
                ? { reasoning: "I think.", text: "I have noted it." }
                : { text: text.includes("swordfish") ? "swordfish" : "I forgot." },
          },
        },
      },
    );
    const first = user("The password of the day is swordfish.");
    const output: ConversationItem[] = [];
    for await (const event of backend.stream({ items: [first] }))
      if (event.type === "finish") output.push(...event.items);
    const { items } = await backend.compact({ items: [first, ...output, user("Thank you.")] });
    expect(items.find(({ role }) => role === "assistant")).toHaveProperty("id");
    expect(await answerTo(backend, [...items, user("What was it?")])).toBe("swordfish");
  });

  it("compacts what was compacted", async () => {
    const { backend } = await start();
    let { items } = await backend.compact({ items: conversation });
    for (const more of ["one", "two"]) ({ items } = await backend.compact({ items: [...items, user(more)] }));
    expect(items.filter(({ type }) => type === "compaction")).toHaveLength(1);
    expect(await answerTo(backend, [...items, user("What was it?")])).toBe("swordfish");
  });
});

describe("compact at an endpoint that answers strangely", () => {
  it.each([
    ["text/html", "<html></html>", "it has no output"],
    ["application/json", '{"output":"x"}', "it has no output"],
    ["application/json", '{"output":[1]}', "it has no output"],
    ["application/json", '{"output":[{"type":"compaction"}]}', "it came without usage"],
  ])("%s %s", async (type, text, said) => {
    const backend = await answering(type, text, { compaction: { mode: "endpoint" } });
    const error = await failureOf(backend.compact({ items: conversation }));
    expect(error).toMatchObject({
      code: "invalid-response",
      remedy: "Use another mode of compaction, or none of the provider's.",
    });
    expect(error.problem).toMatch(new RegExp(`the compaction could not be used: ${said}\\.$`));
  });
});
