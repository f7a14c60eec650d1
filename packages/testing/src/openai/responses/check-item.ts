import { isRecord } from "@massgen/core/provider";
import {
  checkKnown,
  emptyArray,
  invalidType,
  invalidValue,
  missingParameter,
  requiredText,
  tooLong,
} from "../checks.ts";
import type { Fields } from "../fields.ts";
import { Refusal } from "../refusal.ts";
import { checkContent } from "./check-content.ts";
import { checkSafetyChecks, checkScreenshot, checkStatus } from "./check-screenshot.ts";
import { itemFields, itemTypes } from "./item-types.ts";

const roles = ["assistant", "system", "developer", "user"];

/** An input item whose type is known to be one of the API's. */
export interface InputItem extends Fields {
  readonly type: string;
}

/** Id by which a call and its output belong together. */
export function callIdOf(item: InputItem): string {
  return String(item.call_id ?? item.id ?? "");
}

/**
 * Checks one input item by itself.
 *
 * @param place - like `input[3]`.
 * @throws Refusal in the API's words.
 */
export function checkItem(item: unknown, place: string, types: readonly string[] = itemTypes): InputItem {
  if (!isRecord(item)) throw invalidType(place, "an object", item);
  const type = item.type ?? impliedType(item);
  if (typeof type !== "string" || !types.includes(type)) throw invalidValue(place, type ?? "", types);
  const known = itemFields.get(type);
  if (known !== undefined) checkKnown(item, known, place);
  else if ("created_by" in item) checkKnown({ created_by: item.created_by }, new Set(), place);
  checkIds(item, type, place);
  checks[type]?.(item, place);
  return { ...item, type };
}

/** How ids of items begin, where the API looks at it. */
const idPrefixes: ReadonlyMap<string, string> = new Map([
  ["message", "msg"],
  ["function_call", "fc"],
  ["reasoning", "rs"],
]);
const maximumIdCharacters = 64;

function checkIds({ id, call_id: callId }: Fields, type: string, place: string): void {
  if (typeof callId === "string" && callId.length > maximumIdCharacters)
    throw tooLong(`${place}.call_id`, maximumIdCharacters, callId);
  if (id === undefined || id === null) return;
  if (typeof id !== "string") throw invalidType(`${place}.id`, "a string", id);
  if (id.length > maximumIdCharacters) throw tooLong(`${place}.id`, maximumIdCharacters, id);
  const prefix = idPrefixes.get(type);
  if (prefix === undefined || id.startsWith(prefix)) return;
  throw new Refusal(`Invalid '${place}.id': '${id}'. Expected an ID that begins with '${prefix}'.`, {
    param: `${place}.id`,
    code: "invalid_value",
  });
}

function impliedType(item: Fields): string | undefined {
  if (item.role !== undefined) return "message";
  return typeof item.id === "string" && Object.keys(item).every((name) => name === "id" || name === "type")
    ? "item_reference"
    : undefined;
}

const checks: Readonly<Record<string, (item: Fields, place: string) => void>> = {
  message(item, place) {
    const role = requiredText(item, "role", place);
    if (!roles.includes(role)) throw invalidValue(`${place}.role`, role, roles);
    checkContent(item.content, `${place}.content`, role === "assistant" ? "output" : "input");
  },
  function_call(item, place) {
    requiredText(item, "call_id", place);
    const name = requiredText(item, "name", place);
    checkName(name, `${place}.name`);
    requiredText(item, "arguments", place);
  },
  function_call_output(item, place) {
    requiredText(item, "call_id", place);
    checkContent(item.output, `${place}.output`, "input");
  },
  custom_tool_call(item, place) {
    requiredText(item, "call_id", place);
    requiredText(item, "name", place);
    requiredText(item, "input", place);
  },
  custom_tool_call_output(item, place) {
    requiredText(item, "call_id", place);
    checkContent(item.output, `${place}.output`, "input");
  },
  computer_call(item, place) {
    requiredText(item, "call_id", place);
    checkSafetyChecks(item.pending_safety_checks, `${place}.pending_safety_checks`);
    const pending = item.pending_safety_checks;
    if (Array.isArray(pending) && pending.length === 0) throw emptyArray(`${place}.pending_safety_checks`);
  },
  computer_call_output(item, place) {
    requiredText(item, "call_id", place);
    checkSafetyChecks(item.acknowledged_safety_checks, `${place}.acknowledged_safety_checks`);
    checkStatus(item.status, `${place}.status`);
    if (!isRecord(item.output)) throw missingParameter(`${place}.output`);
    checkScreenshot(item.output, `${place}.output`);
  },
  reasoning(item, place) {
    if (item.summary === undefined) throw missingParameter(`${place}.summary`);
    if (!Array.isArray(item.summary)) throw invalidType(`${place}.summary`, "an array of objects", item.summary);
  },
  compaction(item, place) {
    requiredText(item, "encrypted_content", place);
  },
  item_reference(item, place) {
    requiredText(item, "id", place);
  },
};

/** @throws Refusal where a function's name has other characters than the API takes. */
export function checkName(name: string, place: string): void {
  if (/^[a-zA-Z0-9_-]{1,128}$/.test(name)) return;
  if (name.length > 128) throw tooLong(place, 128, name);
  throw new Refusal(
    `Invalid '${place}': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`,
    {
      param: place,
      code: "invalid_value",
    },
  );
}
