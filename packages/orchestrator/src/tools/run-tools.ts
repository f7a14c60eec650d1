import type { FunctionCallItem, FunctionCallOutputItem, MassGenEvent, ToolEndEvent } from "@massgen/core";
import type { AgentTool, ToolContext } from "./agent-tool.ts";
import { describeThrown } from "./describe-thrown.ts";
import { parseArguments } from "./parse-arguments.ts";
import { type ToolOutput, toolOutputOf } from "./tool-output.ts";

export interface RunToolsSettings {
  readonly tools: ReadonlyMap<string, AgentTool>;
  readonly signal: AbortSignal;
  readonly onEvent: (event: MassGenEvent) => void;
  /** Milliseconds, only ever more. */
  readonly clock: () => number;
}

/** What the model is told of a tool that nobody waits for any more. */
const cancelledOutput = "Cancelled before it finished; what it has done until then is not known.";

/**
 * Runs the calls of one response side by side, and answers each of them whatever happens: a call without an output would
 * make the conversation unusable. On abort, tools that do not end are left behind.
 */
export function runTools(
  calls: readonly FunctionCallItem[],
  settings: RunToolsSettings,
): Promise<readonly FunctionCallOutputItem[]> {
  return Promise.all(calls.map((call) => runTool(call, settings)));
}

async function runTool(call: FunctionCallItem, settings: RunToolsSettings): Promise<FunctionCallOutputItem> {
  const { call_id: callId, name } = call;
  const { onEvent, clock } = settings;
  const start = clock();
  onEvent({ type: "tool-start", callId, name, arguments: call.arguments });
  const { status, output } = await outcomeOf(call, settings);
  onEvent({ type: "tool-end", callId, name, status, durationMilliseconds: clock() - start });
  return { type: "function_call_output", call_id: callId, output };
}

interface ToolOutcome {
  readonly status: ToolEndEvent["status"];
  readonly output: ToolOutput;
}

async function outcomeOf(call: FunctionCallItem, { tools, signal }: RunToolsSettings): Promise<ToolOutcome> {
  const tool = tools.get(call.name);
  if (tool === undefined) {
    const names = [...tools.keys()].join(", ") || "none";
    return failed(`There is no tool "${call.name.slice(0, 100)}". The tools are: ${names}.`);
  }
  const parsed = parseArguments(call.arguments);
  if ("problem" in parsed) return failed(parsed.problem);
  if (signal.aborted) return { status: "cancelled", output: cancelledOutput };
  const cancelled = cancellation(signal);
  try {
    const settled = await Promise.race([
      execute(tool, parsed.value, { callId: call.call_id, signal }),
      cancelled.promise,
    ]);
    if (settled === undefined) return { status: "cancelled", output: cancelledOutput };
    return { status: "completed", output: toolOutputOf(settled.value) };
  } catch (error) {
    if (signal.aborted) return { status: "cancelled", output: cancelledOutput };
    return failed(`The tool failed: ${describeThrown(error)}`);
  } finally {
    cancelled.release();
  }
}

/** A tool that throws before there is a promise fails like one that rejects. */
async function execute(tool: AgentTool, input: unknown, context: ToolContext): Promise<{ readonly value: unknown }> {
  return { value: await tool.execute(input, context) };
}

function failed(text: string): ToolOutcome {
  return { status: "failed", output: text };
}

function cancellation(signal: AbortSignal): { readonly promise: Promise<undefined>; release(): void } {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const abort = () => resolve(undefined);
  signal.addEventListener("abort", abort, { once: true });
  return { promise, release: () => signal.removeEventListener("abort", abort) };
}
