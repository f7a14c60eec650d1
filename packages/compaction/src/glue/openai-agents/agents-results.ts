import { isRecord } from "@massgen/core/provider";
import type { AgentInputItem } from "@openai/agents-core";
import { textOf } from "../../adapters/content-parts.ts";
import { invalidItem } from "../../adapters/invalid-item.ts";
import type { CallFacts, ResultFacts } from "../../adapters/item-adapter.ts";
import { agentsParts } from "./agents-content.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The result that an item is; `undefined` where it is none. */
export function agentsResult(item: Fields, type: string): ResultFacts | undefined {
  const id = item.callId ?? item.call_id;
  switch (type) {
    case "function_call_result":
      if (typeof id !== "string") throw invalidItem("A function_call_result has no callId.");
      return { callId: id, text: textOf(agentsParts(item.output)), replaceable: true };
    case "shell_call_output": {
      const runs = Array.isArray(item.output) ? item.output.filter(isRecord) : [];
      const text = runs
        .flatMap(({ stdout, stderr }) => [stdout, stderr])
        .filter((said) => typeof said === "string" && said);
      return { callId: String(id), text: text.join("\n"), replaceable: runs.length > 0 };
    }
    case "apply_patch_call_output":
    case "program_output": {
      const { output } = item;
      const isText = typeof output === "string";
      return { callId: String(id), text: isText ? output : "", replaceable: isText };
    }
    // A screenshot takes no text, and what a tool search found makes tools callable.
    case "computer_call_result":
    case "tool_search_output":
      return typeof id === "string" ? { callId: id, text: "", replaceable: false } : undefined;
    default:
      return undefined;
  }
}

/** The item with another result, in the form that the old one had. */
export function replaceAgentsResult(item: AgentInputItem, text: string): AgentInputItem {
  const { output }: { output?: unknown } = "output" in item ? item : {};
  if (item.type === "shell_call_output") {
    return { ...item, output: item.output.slice(-1).map((run) => ({ ...run, stdout: text, stderr: "" })) };
  }
  const isText = isRecord(output) && output.type === "text";
  return { ...item, output: isText ? { ...output, text } : text } as AgentInputItem;
}

/** The answer to a call that nobody answered; a screenshot cannot be made up, so a computer call has none. */
export function answerAgentsCall(item: AgentInputItem, call: CallFacts, text: string): AgentInputItem | undefined {
  const owner = "caller" in item && item.caller !== undefined ? { caller: item.caller } : {};
  switch (item.type) {
    case "function_call": {
      const namespace = item.namespace === undefined ? {} : { namespace: item.namespace };
      const output = { type: "text" as const, text };
      const names = { callId: call.id, name: call.name, ...namespace, ...owner };
      return { type: "function_call_result", ...names, status: "completed", output };
    }
    case "shell_call": {
      const outcome = { type: "exit" as const, exitCode: 1 };
      return { type: "shell_call_output", callId: call.id, output: [{ stdout: "", stderr: text, outcome }], ...owner };
    }
    case "apply_patch_call":
      return { type: "apply_patch_call_output", callId: call.id, status: "failed", output: text, ...owner };
    default:
      return undefined;
  }
}
