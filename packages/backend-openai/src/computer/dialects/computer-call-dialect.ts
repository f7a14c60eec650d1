import type { ActDecision, ComputerAction, Decision, Dialect, DialectContext, SafetyCheck } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { actionNames, decodeAction } from "./decode-action.ts";
import { encodeAction } from "./encode-action.ts";
import { MalformedCall, quoted } from "./malformed-call.ts";
import type { OpenaiComputerAction, OpenaiComputerCall } from "./openai-computer-call.ts";
import { isSameDecision } from "./same-decision.ts";

/** Most actions of one call; no model is known to ask for as many. */
const maximumActions = 100;

/**
 * Makes one of the two dialects. They differ in where the actions stand; each reads the other's place too where its own
 * is empty, since servers that speak the protocol mix them up.
 *
 * A call of which one action makes no sense is invalid as a whole, so that nothing of it is done.
 */
export function createComputerCallDialect(
  name: string,
  write: (actions: readonly OpenaiComputerAction[]) => Pick<OpenaiComputerCall, "action" | "actions"> | undefined,
): Dialect<OpenaiComputerCall> {
  const decode = (call: unknown, context: DialectContext): Decision => {
    try {
      return decodeCall(call, context);
    } catch (error) {
      if (!(error instanceof MalformedCall)) throw error;
      const problem = `${error.message}. Nothing was done. Allowed actions: ${actionNames.join(", ")}.`;
      return { type: "invalid", problem: `${problem.charAt(0).toUpperCase()}${problem.slice(1)}` };
    }
  };
  return {
    name,
    decode,
    encode(decision, context) {
      if (decision.type !== "act") return undefined;
      const actions = decision.actions.map((action) => encodeAction(action, context));
      const placed = actions.every((action) => action !== undefined) ? write(actions) : undefined;
      if (placed === undefined) return undefined;
      const { safetyChecks = [] } = decision;
      const checks = safetyChecks.map((check) => ({ ...check }));
      const call: OpenaiComputerCall = { type: "computer_call", ...placed, pending_safety_checks: checks };
      // What is rounded, too long to wait or outside the frame would be read as something else.
      return isSameDecision(decode(call, context), decision) ? call : undefined;
    },
  };
}

function decodeCall(call: unknown, context: DialectContext): ActDecision {
  if (!isRecord(call)) throw new MalformedCall("the call must be an object");
  const actions = actionsOf(call).map((action, index, all): ComputerAction => {
    try {
      return decodeAction(action, context);
    } catch (error) {
      if (!(error instanceof MalformedCall)) throw error;
      const place = all.length === 1 ? "the action" : `action ${index + 1} of ${all.length}`;
      throw new MalformedCall(`${place}${nameOf(action)} is wrong: ${error.message}`);
    }
  });
  const safetyChecks = checksOf(call.pending_safety_checks);
  return { type: "act", actions, ...(safetyChecks.length > 0 && { safetyChecks }) };
}

function nameOf(action: unknown): string {
  const type = isRecord(action) && typeof action.type === "string" ? action.type : "";
  return actionNames.includes(type) ? ` (${type})` : "";
}

function actionsOf({ action, actions }: Readonly<Record<string, unknown>>): readonly unknown[] {
  const isAbsent = actions === undefined || actions === null;
  const list = isAbsent && action !== undefined && action !== null ? [action] : actions;
  if (!Array.isArray(list) || list.length === 0) throw new MalformedCall("the call has no action");
  if (list.length <= maximumActions) return list;
  throw new MalformedCall(`the call has ${list.length} actions, more than ${maximumActions}`);
}

/** A check that cannot be read is no reason to act without it. */
function checksOf(checks: unknown): readonly SafetyCheck[] {
  if (checks === undefined || checks === null) return [];
  if (!Array.isArray(checks)) throw new MalformedCall(`its safety checks are ${quoted(checks)}`);
  return checks.map((check: unknown) => {
    if (!isRecord(check) || typeof check.id !== "string" || check.id === "")
      throw new MalformedCall("one of its safety checks has no id");
    const { id, code, message } = check;
    return { id, ...(typeof code === "string" && { code }), ...(typeof message === "string" && { message }) };
  });
}
