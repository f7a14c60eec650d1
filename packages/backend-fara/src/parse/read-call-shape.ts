import { isRecord } from "@massgen/core/provider";
import type { FaraActionName } from "../profiles/action-name.ts";
import { actionOf, argumentsIn } from "./action-alias.ts";
import { readRelaxed } from "./read-relaxed.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A call in its plainest form. */
export type CallShape =
  | { readonly type: "call"; readonly action: FaraActionName; readonly fields: Fields }
  /** It has the shape of a call, of something that there is not. */
  | { readonly type: "unknown"; readonly action: string }
  | { readonly type: "none" };

const wrappers = ["function", "tool_call", "function_call", "tool_calls", "computer_use"] as const;
const argumentNames = ["arguments", "parameters", "params", "args", "input"] as const;
const mostLayers = 6;

/**
 * Finds action and arguments in whatever a model made of a call: in lists and wrappers, with the arguments as text, with
 * the action as the name of the tool, as `name` among the arguments, as an object, or with everything on one level.
 */
export function readCallShape(value: unknown): CallShape {
  let layer = value;
  for (let count = 0; count < mostLayers; count += 1) {
    const inner = unwrap(layer);
    if (inner === undefined) break;
    layer = inner;
  }
  return isRecord(layer) ? readLayer(layer) : { type: "none" };
}

/** What a list, a text or a wrapper holds; `undefined` for what is a call already. */
function unwrap(value: unknown): unknown {
  if (Array.isArray(value)) return value.find(isRecord);
  if (typeof value === "string") return readRelaxed(value.trim())?.value;
  if (!isRecord(value)) return undefined;
  const wrapper = wrappers.find((name) => isRecord(value[name]) || Array.isArray(value[name]));
  if (wrapper !== undefined) return value[wrapper];
  const inner = argumentsOf(value);
  return inner !== undefined && typeof inner.name === "string" && argumentsOf(inner) !== undefined ? inner : undefined;
}

function readLayer(layer: Fields): CallShape {
  const inner = argumentsOf(layer) ?? {};
  const outer = withoutArguments(layer);
  const nested = [inner.action, outer.action].find(isRecord) ?? {};
  const fields = { ...outer, ...inner, ...nested };
  const names = [inner.action, outer.action, nested.action, nested.type, nested.name, inner.name, outer.name]
    // Some templates call the function so.
    .concat(outer.function, outer.tool)
    .filter((name) => typeof name === "string");
  const name = names.find((candidate) => actionOf(candidate) !== undefined);
  const action = name === undefined ? undefined : actionOf(name);
  if (name !== undefined && action !== undefined) {
    return { type: "call", action, fields: { ...fields, ...argumentsIn(name) } };
  }
  return names[0] === undefined ? { type: "none" } : { type: "unknown", action: names[0] };
}

function argumentsOf(fields: Fields): Fields | undefined {
  for (const name of argumentNames) {
    const value = fields[name];
    const read = typeof value === "string" ? readRelaxed(value.trim())?.value : value;
    if (isRecord(read)) return read;
  }
  return undefined;
}

function withoutArguments(fields: Fields): Fields {
  const isArguments = (name: string) => argumentNames.some((candidate) => candidate === name);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !isArguments(name)));
}
