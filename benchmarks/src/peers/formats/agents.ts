import type { AgentInputItem } from "@openai/agents-core";
import { type Entry, toolNames } from "../neutral.ts";

/** Items of the OpenAI Agents SDK: texts, calls and results each by themselves. */
export function toAgents(session: readonly Entry[]): AgentInputItem[] {
  const names = toolNames(session);
  return session.map((entry) => toItem(entry, names));
}

function toItem(entry: Entry, names: ReadonlyMap<string, string>): AgentInputItem {
  if (entry.kind === "call") {
    const { id: callId, name, arguments: written } = entry;
    return { type: "function_call", callId, name, arguments: written, status: "completed" };
  }
  if (entry.kind === "result") {
    const { id: callId, text } = entry;
    const name = names.get(callId) ?? "";
    return { type: "function_call_result", callId, name, status: "completed", output: { type: "text", text } };
  }
  if (entry.kind !== "assistant") return { role: entry.kind, content: entry.text };
  return { role: "assistant", status: "completed", content: [{ type: "output_text", text: entry.text }] };
}

export function fromAgents(items: readonly AgentInputItem[]): readonly Entry[] {
  return items.flatMap((item): readonly Entry[] => {
    if (item.type === "function_call") {
      return [{ kind: "call", id: item.callId, name: item.name, arguments: item.arguments }];
    }
    if (item.type === "function_call_result") {
      const { output } = item;
      const text = typeof output === "object" && "text" in output ? output.text : String(output);
      return [{ kind: "result", id: item.callId, text }];
    }
    if (!("role" in item)) return [];
    if (typeof item.content === "string") return [{ kind: item.role, text: item.content }];
    return item.content.flatMap((part) => ("text" in part ? [{ kind: item.role, text: part.text }] : []));
  });
}
