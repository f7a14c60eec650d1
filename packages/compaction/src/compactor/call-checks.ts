import { MassGenError } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { invalidItem, kindOf } from "../adapters/invalid-item.ts";

/**
 * Refuses what is no conversation, before anything looks into it.
 *
 * @throws MassGenError `invalid-item`
 */
export function checkConversation(items: unknown): asserts items is readonly object[] {
  if (!Array.isArray(items)) {
    throw new MassGenError(`The conversation is ${kindOf(items)}, not a list of items.`, {
      code: "invalid-item",
      remedy: "Pass the list of its messages or items.",
    });
  }
  for (const [index, item] of items.entries()) {
    if (isRecord(item)) continue;
    throw invalidItem(`Item ${index} of the conversation is ${kindOf(item)}, not an object.`);
  }
}

/**
 * Refuses what are no options of a call.
 *
 * @throws MassGenError `invalid-option`
 */
export function checkFitOptions(options: unknown): void {
  if (!isRecord(options)) throw invalidCall(`The options of the call are ${kindOf(options)}, not an object.`);
  const { request, signal } = options;
  if (request !== undefined && !isRecord(request)) {
    throw invalidCall(`The option request is ${kindOf(request)}, not an object.`);
  }
  checkSignal(signal);
}

/** @throws MassGenError `invalid-option` */
export function checkSignal(signal: unknown): asserts signal is AbortSignal | undefined {
  if (signal === undefined || (isRecord(signal) && typeof signal.throwIfAborted === "function")) return;
  throw invalidCall(`The option signal is ${kindOf(signal)}, not an AbortSignal.`);
}

function invalidCall(problem: string): MassGenError {
  return new MassGenError(problem, {
    code: "invalid-option",
    remedy: "Pass, for example, { request: { instructions, tools }, signal: controller.signal }, or leave it out.",
  });
}
