import { expect, it } from "vitest";
import { createMemoryArchive } from "./memory-archive.ts";
import { recallTool } from "./recall-tool.ts";
import { asAiSdkTool, asAnthropicTool, asChatTool, asResponsesTool } from "./tool-shapes.ts";

const tool = recallTool(createMemoryArchive());
const { name, description, parameters } = tool;

it("has the shape that each SDK takes", () => {
  expect(asResponsesTool(tool)).toEqual({ type: "function", name, description, parameters, strict: false });
  expect(asChatTool(tool)).toEqual({ type: "function", function: { name, description, parameters } });
  expect(asAnthropicTool(tool)).toEqual({ name, description, input_schema: parameters });
});

it("runs under the AI SDK, with the schema that its function makes", async () => {
  const { inputSchema, execute } = asAiSdkTool(tool, (schema) => ({ made: schema }));
  expect(inputSchema).toEqual({ made: parameters });
  expect(await execute({ query: "absent" })).toContain("There is nothing");
});
