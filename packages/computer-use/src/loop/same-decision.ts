import type { Decision } from "@massgen/core";

/** Pixels that two places may lie apart and count as the same. */
const tolerance = 4;

/** Whether two decisions come to the same, whatever was thought about them. */
export function sameDecision(one: Decision, other: Decision): boolean {
  if (one.type === "act" && other.type === "act") return alike(one.actions, other.actions);
  if (one.type === "note" && other.type === "note") return one.fact === other.fact;
  if (one.type === "read-page" && other.type === "read-page") return one.question === other.question;
  return false;
}

/** Whether two values of JSON are equal, but for small differences of numbers. */
function alike(one: unknown, other: unknown): boolean {
  if (typeof one === "number" && typeof other === "number") return Math.abs(one - other) <= tolerance || one === other;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  const fields = Object.entries(one);
  const others = new Map(Object.entries(other));
  return (
    fields.length === others.size && fields.every(([name, value]) => others.has(name) && alike(value, others.get(name)))
  );
}
