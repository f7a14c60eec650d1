import type { FunctionTool } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import type { RequestParts } from "../../counting/request-tokens.ts";

/** Those of a request's tools that are functions, in whichever format's shape, as a backend takes them. */
export function functionToolsOf(tools: RequestParts["tools"]): readonly FunctionTool[] {
  if (!Array.isArray(tools)) return [];
  return tools.flatMap((tool: unknown) => {
    const body = isRecord(tool) && isRecord(tool.function) ? tool.function : tool;
    if (!isRecord(body) || typeof body.name !== "string" || !isRecord(body.parameters)) return [];
    const { name, description, parameters, strict } = body;
    return [
      {
        name,
        parameters,
        ...(typeof description === "string" && { description }),
        ...(typeof strict === "boolean" && { strict }),
      },
    ];
  });
}
