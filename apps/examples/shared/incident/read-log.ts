import type { Tool } from "../tool.ts";
import { services } from "./incident.ts";
import { serviceLog } from "./service-log.ts";

/** The tool that reads logs, and which of them it was asked for. */
export function createLogReader(): { readonly tool: Tool; readonly read: ReadonlySet<string> } {
  const read = new Set<string>();
  const tool: Tool = {
    name: "read_log",
    description: "Returns last night's log of one service.",
    parameters: {
      type: "object",
      properties: { service: { type: "string", description: "Name of the service." } },
      required: ["service"],
      additionalProperties: false,
    },
    execute({ service }) {
      if (typeof service !== "string" || !services.includes(service)) return `error: no service ${String(service)}`;
      read.add(service);
      return serviceLog(service);
    },
  };
  return { tool, read };
}
