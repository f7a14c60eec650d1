import { isRecord } from "@massgen/core/provider";
import { invalidType, invalidValue, missingParameter, requiredText } from "../checks.ts";
import type { EmulatedTool } from "../model/emulated-request.ts";
import { Refusal } from "../refusal.ts";
import { checkComputerTool, checkPreviewTool } from "./check-computer-tool.ts";
import { checkName } from "./check-item.ts";
import { strictProblem } from "./strict-problem.ts";

const toolTypes = [
  "apply_patch",
  "code_interpreter",
  "computer",
  "computer_use_preview",
  "custom",
  "file_search",
  "function",
  "image_generation",
  "local_shell",
  "mcp",
  "namespace",
  "programmatic_tool_calling",
  "shell",
  "tool_search",
  "web_search",
  "web_search_2025_08_26",
  "web_search_preview",
  "web_search_preview_2025_03_11",
];

/**
 * Checks the tools of a Responses request.
 *
 * @throws Refusal in the API's words.
 */
export function checkTools(tools: unknown): readonly EmulatedTool[] {
  if (tools === undefined || tools === null) return [];
  if (!Array.isArray(tools)) throw invalidType("tools", "an array of objects", tools);
  return tools.map((tool, index) => checkTool(tool, `tools[${index}]`));
}

function checkTool(tool: unknown, place: string): EmulatedTool {
  if (!isRecord(tool)) throw invalidType(place, "an object", tool);
  const { type } = tool;
  if (type === undefined) throw missingParameter(`${place}.type`);
  if (typeof type !== "string" || !toolTypes.includes(type)) throw invalidValue(`${place}.type`, type, toolTypes);
  if (type === "computer") checkComputerTool(tool, place);
  if (type === "computer_use_preview") checkPreviewTool(tool, place);
  return type === "function" ? checkFunction(tool, place, type) : { type, name: String(tool.name ?? type) };
}

/**
 * Checks the definition of a function, in either API.
 *
 * @throws Refusal in the API's words.
 */
export function checkFunction(
  definition: Readonly<Record<string, unknown>>,
  place: string,
  type: string,
): EmulatedTool {
  const name = requiredText(definition, "name", place);
  checkName(name, `${place}.name`);
  const { description, parameters, strict } = definition;
  if (parameters !== undefined && parameters !== null)
    checkParameters(name, parameters, `${place}.parameters`, strict === true);
  return {
    type,
    name,
    ...(typeof description === "string" ? { description } : {}),
    ...(parameters === undefined || parameters === null ? {} : { parameters }),
  };
}

function checkParameters(name: string, parameters: unknown, place: string, isStrict: boolean): void {
  const problem = schemaProblem(parameters) ?? (isStrict ? strictProblem(parameters) : undefined);
  if (problem === undefined) return;
  throw new Refusal(`Invalid schema for function '${name}': ${problem}`, {
    param: place,
    code: "invalid_function_parameters",
  });
}

/** What is wrong with a function's schema; the API words a missing type as Python does. */
function schemaProblem(parameters: unknown): string | undefined {
  if (!isRecord(parameters)) return `${JSON.stringify(parameters)} is not of type 'object', 'boolean'.`;
  const { type, properties } = parameters;
  if (type !== "object") {
    const given = type === undefined || type === null ? "None" : String(type);
    return `schema must be a JSON Schema of 'type: "object"', got 'type: "${given}"'.`;
  }
  return isRecord(properties) ? undefined : "In context=(), object schema missing properties.";
}
