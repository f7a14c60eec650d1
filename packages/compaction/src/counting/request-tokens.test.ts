import { MassGenError } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lengthCounter } from "../testing/length-counter.ts";
import { requestTokens } from "./request-tokens.ts";
import type { TokenCounter } from "./token-counter.ts";

const parameters = { type: "object", properties: { city: { type: "string", description: "A city." } } };
const description = "Says what the weather is like.";
const weather = { name: "weather", description };
const framing = { message: 4, list: 12, tool: 7 };
const schemaTokens = Math.ceil(JSON.stringify(parameters).length / 4);
const weatherTokens = framing.tool + 2 + Math.ceil(description.length / 4) + schemaTokens;

describe("requestTokens", () => {
  it("is nothing for a request without instructions and tools", () => {
    for (const parts of [{}, { instructions: "", tools: [] }, { tools: {} }]) {
      expect(requestTokens(parts, lengthCounter)).toEqual({ tokens: 0, estimated: false });
    }
  });

  it("counts instructions as a message", () => {
    expect(requestTokens({ instructions: "x".repeat(40) }, lengthCounter)).toEqual({
      tokens: 10 + framing.message,
      estimated: false,
    });
  });

  it.each([
    ["Responses", [{ type: "function", ...weather, parameters, strict: true }]],
    ["Chat", [{ type: "function", function: { ...weather, parameters, strict: true } }]],
    ["Anthropic", [{ ...weather, input_schema: parameters, cache_control: { type: "ephemeral" } }]],
    ["AI SDK", { weather: { description, inputSchema: parameters, execute: () => "sunny" } }],
  ])("counts a tool in the format of %s by name, description and schema", (_, tools) => {
    expect(requestTokens({ tools }, lengthCounter)).toEqual({ tokens: framing.list + weatherTokens, estimated: true });
  });

  it("asks a schema of a library for its JSON Schema", () => {
    const asked: unknown[] = [];
    const input = (options: unknown) => {
      asked.push(options);
      return parameters;
    };
    const standard = { version: 1, vendor: "test", jsonSchema: { input } };
    const callable = Object.assign(() => {}, { "~standard": standard });
    for (const inputSchema of [{ "~standard": standard }, callable]) {
      const tools = { weather: { description, inputSchema } };
      expect(requestTokens({ tools }, lengthCounter).tokens).toBe(framing.list + weatherTokens);
    }
    expect(asked).toEqual([{ target: "draft-07" }, { target: "draft-07" }]);
  });

  it("frames the list once and each tool", () => {
    const tools = new Array(10).fill({ ...weather, parameters });
    expect(requestTokens({ instructions: "abcd", tools }, lengthCounter)).toEqual({
      tokens: 1 + framing.message + framing.list + 10 * weatherTokens,
      estimated: true,
    });
  });

  it("takes no tool for free, whatever its shape", () => {
    const tools = [
      { type: "web_search", search_context_size: "high" },
      "tool",
      null,
      7,
      ["a", { b: 1 }],
      {},
      undefined,
    ];
    expect(requestTokens({ tools }, lengthCounter)).toEqual({
      tokens: framing.list + 7 * framing.tool + 3 + 1 + 1 + 1 + 1 + 4,
      estimated: true,
    });
  });

  it("counts each text once, however deep", () => {
    const counted: string[] = [];
    const counter: TokenCounter = {
      name: "recording",
      count: (text) => {
        counted.push(text);
        return { tokens: 1, estimated: false };
      },
    };
    requestTokens({ instructions: "Be kind.", tools: [{ ...weather, parameters }] }, counter);
    expect(counted).toEqual(["Be kind.", "weather", description, JSON.stringify(parameters)]);
  });

  it("never throws for tools that are JSON, and is deterministic", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (tools) => {
        const count = requestTokens({ tools }, lengthCounter);
        expect(count.tokens).toBeGreaterThanOrEqual(tools.length * framing.tool);
        expect(requestTokens({ tools }, lengthCounter)).toEqual(count);
      }),
    );
  });
});

describe("requestTokens refuses", () => {
  const remedy = "Pass tools as the JSON that is sent to the provider.";

  const nested = (levels: number) => {
    let value: unknown = "end";
    for (let level = 0; level < levels; level += 1) value = { items: value };
    return value;
  };
  const cyclic: Record<string, unknown> = { name: "loop" };
  cyclic.parameters = { properties: cyclic };
  const doubled = (() => {
    let value: unknown = "x";
    for (let level = 0; level < 60; level += 1) value = [value, value];
    return value;
  })();
  const throwing = {
    get name() {
      throw new Error("no name");
    },
  };

  it.each([
    ["a tool that contains itself", cyclic, "is nested more than 200 levels deep, or contains itself"],
    ["deep nesting", nested(100_000), "is nested more than 200 levels deep, or contains itself"],
    ["a value that is small in memory and huge as JSON", { a: doubled }, "has more than 2000000 values and characters"],
    ["a list longer than memory", { enum: new Array(2 ** 32 - 1) }, "has more than 2000000 values and characters"],
    ["a text longer than any window", { description: "x".repeat(2_000_001) }, "has more than 2000000 values"],
    ["what is not JSON", { name: "big", maximum: 1n }, "cannot be written as JSON"],
    ["a field that throws", throwing, "cannot be written as JSON"],
  ])("%s", (_, tool, problem) => {
    const error = errorOf(() => requestTokens({ tools: [weather, tool] }, lengthCounter));
    expect(error).toMatchObject({ code: "invalid-option", remedy });
    expect(error.problem).toMatch(new RegExp(`^Tool 1 ${problem}`));
  });

  it("nothing of an ordinary depth", () => {
    expect(requestTokens({ tools: [nested(150)] }, lengthCounter).tokens).toBeGreaterThan(150);
  });

  it("instructions and tools of the wrong kind", () => {
    const parts = { instructions: [{ type: "text", text: "Be kind." }] } as unknown;
    expect(errorOf(() => requestTokens(parts as object, lengthCounter)).message).toBe(
      "The instructions are not a text. Join their parts first.",
    );
    expect(errorOf(() => requestTokens({ tools: "all" } as object, lengthCounter)).message).toBe(
      "The tools are neither a list nor an object. Pass them as they are sent.",
    );
  });
});

function errorOf(action: () => unknown): MassGenError {
  try {
    action();
  } catch (error) {
    if (MassGenError.isInstance(error)) return error;
    throw error;
  }
  throw new Error("Nothing was thrown");
}
