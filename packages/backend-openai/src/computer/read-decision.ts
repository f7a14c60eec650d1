import type { ComputerCapabilities, Decision, Dialect, DialectContext, FunctionCallItem } from "@massgen/core";
import type { OpenaiComputerCall } from "./dialects/openai-computer-call.ts";
import { askUser, decodeFunctionCall, finish } from "./function-tools.ts";
import { type ComputerCallItem, computerCallsOf, type ModelOutput, messageOf, summaryOf } from "./model-output.ts";

/** What an output is read with. */
export interface DecisionContext extends DialectContext {
  readonly dialect: Dialect<OpenaiComputerCall>;
  readonly computer: ComputerCapabilities;
}

/** An output and what it means. */
export interface ReadOutput {
  readonly output: ModelOutput;
  readonly decision: Decision;
  /** The call that the decision was read from, where it is one of a function. */
  readonly call: FunctionCallItem | undefined;
}

/**
 * The one decision that an output stands for. Of several calls, a question goes first, then all calls of the computer
 * as one batch in their order, then the end of the task; the others are answered as not done. A refusal ends the task
 * as failed, a message without calls as done.
 */
export function readDecision(output: ModelOutput, context: DecisionContext): ReadOutput {
  const call = decidingCall(output);
  const decision = call === undefined ? decisionOf(output, context) : decodeFunctionCall(call);
  const { text } = messageOf(output);
  const isSaid = decision.type === "finish" && decision.answer === text;
  const thoughts = [summaryOf(output), isSaid ? "" : text].filter((part) => part !== "").join("\n");
  return { output, call, decision: thoughts === "" ? decision : { ...decision, thoughts } };
}

function decidingCall(output: ModelOutput): FunctionCallItem | undefined {
  const isWhole = output.reason === "tool-calls" || output.reason === "stop";
  if (!isWhole || messageOf(output).refusal !== undefined) return undefined;
  const functions = functionCallsOf(output);
  const question = functions.find(({ name }) => name === askUser.name);
  if (question !== undefined || computerCallsOf(output).length > 0) return question;
  return functions.find(({ name }) => name === finish.name) ?? functions[0];
}

function decisionOf(output: ModelOutput, context: DecisionContext): Decision {
  if (output.reason === "content-filter")
    return { type: "finish", status: "failure", answer: "The provider's content filter stopped the model's answer." };
  if (output.reason === "length")
    return { type: "invalid", problem: "Your answer was cut off, since it was too long. Nothing was done. Be brief." };
  const { text, refusal } = messageOf(output);
  if (refusal !== undefined) return { type: "finish", status: "failure", answer: refusal };
  const calls = computerCallsOf(output);
  if (calls.length > 0) return actionsOf(calls, context);
  if (text !== "") return { type: "finish", status: "success", answer: text };
  return { type: "invalid", problem: "You answered nothing. Use the computer, or say that you are done." };
}

/** The calls of functions among the items. */
export function functionCallsOf({ items }: ModelOutput): readonly FunctionCallItem[] {
  return items.filter((item): item is FunctionCallItem => item.type === "function_call");
}

function actionsOf(calls: readonly ComputerCallItem[], { dialect, computer, ...context }: DecisionContext): Decision {
  // The dialect reads whatever came.
  const decisions = calls.map((call) => dialect.decode(call as ComputerCallItem & OpenaiComputerCall, context));
  const invalid = decisions.find(({ type }) => type !== "act");
  if (invalid !== undefined) return invalid;
  const acts = decisions.filter((decision) => decision.type === "act");
  const actions = acts.flatMap((act) => act.actions);
  const missing = actions.find(({ type }) => !computer.actions.includes(type));
  if (missing !== undefined) {
    const problem = `This computer has no action ${missing.type}; it has ${computer.actions.join(", ")}. Nothing was done.`;
    return { type: "invalid", problem };
  }
  const safetyChecks = acts.flatMap((act) => act.safetyChecks ?? []);
  return { type: "act", actions, ...(safetyChecks.length > 0 && { safetyChecks }) };
}
