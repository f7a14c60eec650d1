import { MassGenError } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { kindOf } from "../adapters/invalid-item.ts";

/** The error for something that glue cannot work with. */
export function invalidGlueOption(problem: string, remedy: string): MassGenError {
  return new MassGenError(problem, { code: "invalid-option", remedy });
}

/** @throws MassGenError `invalid-option` where `value`, which messages call `name`, is no object. */
export function checkObject(
  value: unknown,
  name: string,
  remedy: string,
): asserts value is Readonly<Record<string, unknown>> {
  if (!isRecord(value)) throw invalidGlueOption(`${name} must be an object, not ${kindOf(value)}.`, remedy);
}

/** @throws MassGenError `invalid-option` where `value`, which messages call `name`, lacks one of the methods. */
export function checkMethods(value: unknown, name: string, methods: readonly string[], remedy: string): void {
  checkObject(value, name, remedy);
  const missing = methods.find((method) => typeof value[method] !== "function");
  if (missing !== undefined) throw invalidGlueOption(`${name} has no method ${missing}.`, remedy);
}

/** The text that parts have together; what is none is not counted, and left to the provider to refuse. */
export function textOfParts(parts: readonly unknown[], field: "text" | "content"): string {
  return parts
    .map((part) => (isRecord(part) ? part[field] : undefined))
    .filter((text) => typeof text === "string")
    .join("\n");
}

/** Tools as they are counted; what is none is left to the provider to refuse. */
export function countableTools<Tools>(tools: Tools): Tools | undefined {
  return typeof tools === "object" && tools !== null ? tools : undefined;
}
