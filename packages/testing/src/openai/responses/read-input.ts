import { invalidType, missingParameter, tooLong } from "../checks.ts";
import type { EmulatorState } from "../emulator-state.ts";
import type { Fields } from "../fields.ts";
import { checkItem, type InputItem } from "./check-item.ts";
import { itemTypes } from "./item-types.ts";
import { notFound } from "./open-seals.ts";

/** Longest `input` that is a text, by OpenAI's API description. */
const maximumCharacters = 10_485_760;

/** The items of a request. */
export interface ReadInput {
  /** Those of the response to go on from, if any, and those of the request. */
  readonly items: readonly InputItem[];
  /** Those of the request alone. */
  readonly own: readonly InputItem[];
}

/**
 * Reads the items of a request, with those of `previous_response_id` before them.
 *
 * @throws Refusal in the API's words.
 */
export function readInput(state: EmulatorState, body: Fields): ReadInput {
  const previousId = body.previous_response_id ?? undefined;
  if (previousId !== undefined && typeof previousId !== "string")
    throw invalidType("previous_response_id", "a string", previousId);
  const previous = previousId === undefined ? [] : state.store.itemsUpTo(previousId);
  if (body.input === undefined && previousId === undefined) throw missingParameter("input");
  const own = ownItems(state, body.input ?? []);
  return { items: [...previous, ...own], own };
}

function ownItems(state: EmulatorState, input: unknown): readonly InputItem[] {
  if (typeof input === "string") {
    if (input.length > maximumCharacters) throw tooLong("input", maximumCharacters, input);
    return [{ type: "message", role: "user", content: [{ type: "input_text", text: input }] }];
  }
  if (!Array.isArray(input)) throw invalidType("input", "one of an array of objects or string", input);
  const { trigger } = state.settings.supports;
  const types = trigger ? itemTypes : itemTypes.filter((type) => type !== "compaction_trigger");
  return input.map((value, index) => resolve(state, checkItem(value, `input[${index}]`, types)));
}

function resolve({ store }: EmulatorState, item: InputItem): InputItem {
  if (item.type !== "item_reference") return item;
  const found = store.item(String(item.id));
  if (found === undefined) throw notFound(String(item.id));
  return found;
}
