import type { Decision } from "@massgen/core";

type Fields = Readonly<Record<string, unknown>>;

/** Texts that a decision of each type must have. */
const texts: Readonly<Record<Decision["type"], readonly string[]>> = {
  act: [],
  finish: ["answer"],
  ask: ["question"],
  note: ["fact"],
  "read-page": ["question"],
  invalid: ["problem"],
};

/**
 * Whether a value is a decision. Its actions are not looked into: what is wrong with those is told to the model before
 * any of them is done.
 */
export function isDecision(value: unknown): value is Decision {
  if (!isFields(value)) return false;
  const { type, status, safetyChecks = [] } = value;
  if (typeof type !== "string" || !Object.hasOwn(texts, type)) return false;
  const needed = texts[type as Decision["type"]].every((name) => typeof value[name] === "string");
  const said = ["thoughts", "criticalPoint"].every((name) => ["string", "undefined"].includes(typeof value[name]));
  if (type === "finish" && status !== "success" && status !== "failure") return false;
  return needed && said && Array.isArray(safetyChecks) && safetyChecks.every(isSafetyCheck);
}

function isSafetyCheck(value: unknown): boolean {
  return isFields(value) && typeof value.id === "string";
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
