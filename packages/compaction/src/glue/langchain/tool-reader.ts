import { convertToOpenAITool } from "@langchain/core/utils/function_calling";
import type { ModelRequest } from "langchain";

type ModelRequestTools = ModelRequest["tools"];

/** Tools as they are sent, to be counted; the same list gives the same answer. */
export function createToolReader(): (tools: ModelRequestTools) => readonly unknown[] {
  const known = new WeakMap<ModelRequestTools, readonly unknown[]>();
  return (tools) => {
    const read = known.get(tools) ?? tools.flatMap(readTool);
    known.set(tools, read);
    return read;
  };
}

/** A tool that cannot be written down, since its schema is of a library that LangChain does not know, is left out. */
function readTool(tool: ModelRequestTools[number]): readonly unknown[] {
  try {
    return "schema" in tool ? [convertToOpenAITool(tool as Parameters<typeof convertToOpenAITool>[0])] : [tool];
  } catch {
    return [];
  }
}
