import { isDeepStrictEqual } from "node:util";
import type { ActDecision, ComputerAction, Decision } from "@massgen/core";

/** Whether two decisions ask for the same, whichever of their defaults they spell out. */
export function isSameDecision(left: Decision, right: Decision): boolean {
  return isDeepStrictEqual(plain(left), plain(right));
}

function plain(decision: Decision): object {
  if (decision.type !== "act") return withoutUndefined(decision);
  const { safetyChecks = [], actions, ...rest }: ActDecision = decision;
  return withoutUndefined({
    ...rest,
    actions: actions.map(plainAction),
    safetyChecks: safetyChecks.map((check) => withoutUndefined(check)),
  });
}

/** The defaults are those that the contract of the actions states. */
function plainAction(action: ComputerAction): object {
  const { button, count, keys, ...rest } = { button: undefined, count: undefined, keys: undefined, ...action };
  return withoutUndefined({
    ...rest,
    button: button === "left" ? undefined : button,
    count: count === 1 ? undefined : count,
    keys: keys?.length === 0 ? undefined : keys,
  });
}

function withoutUndefined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
