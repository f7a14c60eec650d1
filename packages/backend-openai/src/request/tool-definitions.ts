import type { FunctionTool, ToolChoice } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { invalidRequest } from "./invalid-request.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Tools in the flat form of the Responses API, where `strict` is required and `null` is its default.
 *
 * @throws BackendError `invalid-tool`
 */
export function toolDefinitions(tools: readonly FunctionTool[], backend: string): readonly Fields[] {
  return tools.map((tool) => {
    checkTool(tool, backend);
    const { name, description, parameters, strict = null } = tool;
    return { type: "function", name, ...(description !== undefined && { description }), parameters, strict };
  });
}

/** How the API is told which tool to use. */
export function toolChoice(choice: ToolChoice): string | Fields {
  return typeof choice === "string" ? choice : { type: "function", name: choice.name };
}

function checkTool({ name, parameters }: FunctionTool, backend: string): void {
  if (typeof name !== "string" || !/^[\w-]{1,64}$/.test(name)) {
    throw invalidRequest(
      "invalid-tool",
      `${backend}: the tool's name ${JSON.stringify(String(name).slice(0, 80))} is not allowed.`,
      "Use letters, digits, _ and -, at most 64.",
    );
  }
  if (isRecord(parameters) && parameters.type === "object") return;
  throw invalidRequest(
    "invalid-tool",
    `${backend}: the parameters of the tool ${name} are not the JSON schema of an object.`,
    'Give them {"type": "object", "properties": {…}} at the top.',
  );
}
