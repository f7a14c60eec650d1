import { describe, expect, it } from "vitest";
import { createOpenai } from "../create-openai.ts";
import { collect, finishOf } from "../testing/collect.ts";
import { failureOf } from "../testing/failure-of.ts";
import { hello, readTool } from "../testing/items.ts";
import { serve } from "../testing/serve.ts";
import { createResponseReader } from "./response-reader.ts";

type Fields = Readonly<Record<string, unknown>>;

const call = { type: "function_call", id: "fc_1", call_id: "c1", name: "read", arguments: "{}", extra: { a: null } };
const done = (item: Fields) => ({ type: "response.output_item.done", output_index: 0, item });
const completed = (output: readonly Fields[] = []) => ({ type: "response.completed", response: { id: "r", output } });

const without = (field: string): Fields => Object.fromEntries(Object.entries(call).filter(([name]) => name !== field));

/** The item of a response, told as done or only with the end. */
function itemOf(item: Fields, where: "done" | "end") {
  const reader = createResponseReader((tagged) => tagged);
  if (where === "done") reader.read(done(item));
  reader.read(completed(where === "done" ? [] : [item]));
  return reader.finish().at(-1);
}

describe.each(["done", "end"] as const)("a call that is told at the %s", (where) => {
  it.each<[string, Fields, string]>([
    ["an object", { ...call, arguments: { path: "a", deep: [1] } }, '{"path":"a","deep":[1]}'],
    ["null", { ...call, arguments: null }, "{}"],
    ["missing", without("arguments"), "{}"],
    ["text that is no JSON", { ...call, arguments: '{"a' }, '{"a'],
  ])("whose arguments are %s gets them as text, and stays as it came otherwise", (_what, item, text) => {
    const before = structuredClone(item);
    expect(itemOf(item, where)).toMatchObject({ items: [{ ...call, arguments: text }] });
    expect(item).toEqual(before);
  });

  it.each<[string, Fields]>([
    ["no name", without("name")],
    ["null as its name", { ...call, name: null }],
    ["an empty name", { ...call, name: "" }],
    ["no call_id", without("call_id")],
    ["a number as its call_id", { ...call, call_id: 7 }],
    ["an empty call_id", { ...call, call_id: "" }],
    ["no call_id and is a custom tool's", { type: "custom_tool_call", name: "patch", input: "x" }],
    ["no call_id and is for a computer", { type: "computer_call", id: "cu_1", action: {} }],
  ])("that has %s cannot be read", (_what, item) => {
    expect(() => itemOf(item, where)).toThrow(SyntaxError);
  });
});

it("a custom tool's call has its input as text", () => {
  const custom = { type: "custom_tool_call", call_id: "c", name: "patch" };
  expect(itemOf({ ...custom, input: { a: 1 } }, "done")).toMatchObject({ items: [{ input: '{"a":1}' }] });
  expect(itemOf(custom, "done")).toMatchObject({ items: [{ input: "" }] });
});

it("an item that is no call passes as it is", () => {
  const hologram = { type: "hologram_call", name: null, arguments: { a: 1 } };
  const ending = itemOf(hologram, "done");
  expect(ending?.type === "finish" && ending.items[0]).toBe(hologram);
});

describe("a response with a call that cannot be answered", () => {
  const stream = (...events: readonly object[]) => events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");

  /** A server that gives one answer after the other, the last one again and again. */
  async function answers(...texts: readonly string[]) {
    const bodies: Fields[] = [];
    const baseURL = await serve((incoming, outgoing) => {
      const parts: Buffer[] = [];
      incoming.on("data", (part: Buffer) => parts.push(part));
      incoming.on("end", () => {
        const text = texts[Math.min(bodies.length, texts.length - 1)];
        bodies.push(JSON.parse(Buffer.concat(parts).toString()));
        outgoing.writeHead(200, { "content-type": "text/event-stream" }).end(text);
      });
    });
    const retries = { maximumRetries: 1, sleep: async () => {} };
    return { bodies, backend: createOpenai({ model: "m", apiKey: "test-key", baseURL, store: true, retries }) };
  }

  it.each([
    ["done", stream(done(without("name")), completed())],
    ["end", stream(completed([without("name")]))],
  ])("told at the %s is asked for again, and not gone on from", async (_where, broken) => {
    const { backend, bodies } = await answers(broken, stream(done(call), completed()));
    const events = await collect(backend.stream({ items: [hello], tools: [readTool] }));
    expect(events[0]).toMatchObject({ type: "restart", error: { code: "invalid-response", retryable: true } });
    expect(finishOf(events).items).toEqual([call]);
    expect(bodies.map((body) => body.previous_response_id)).toEqual([undefined, undefined]);
  });

  it("says what is wrong where it always is", async () => {
    const { backend } = await answers(stream(done({ ...call, call_id: null }), completed()));
    const error = await failureOf(collect(backend.stream({ items: [hello], tools: [readTool] })));
    expect(error.code).toBe("invalid-response");
    expect(error.problem).toMatch(/: the answer could not be read: a function_call has no call_id\.$/);
  });
});
