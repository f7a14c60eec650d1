import { Refusal } from "../refusal.ts";
import type { InputItem } from "./check-item.ts";
import { isMadeByModel } from "./item-types.ts";

/** The reasoning from which an item came. */
export interface ItemOrigin {
  readonly reasoningId: string;
  /** Whether it came directly after the reasoning; others of the same answer came after it. */
  readonly isFirst: boolean;
}

/**
 * Checks ids and the place of reasoning: no id twice, no reasoning without the item that it led to, no item of the
 * model without the reasoning from which it came.
 *
 * @param origins - by the id of the item, for those that this emulator made after reasoning.
 * @throws Refusal in the API's words.
 */
export function checkOrder(items: readonly InputItem[], origins: ReadonlyMap<string, ItemOrigin>): void {
  const seen = new Set<string>();
  let run: InputItem[] = [];
  for (const item of items) {
    const id = typeof item.id === "string" ? item.id : undefined;
    if (id !== undefined) {
      if (seen.has(id)) throw duplicate(id);
      seen.add(id);
    }
    if (item.type === "reasoning") {
      run.push(item);
      continue;
    }
    const origin = id === undefined ? undefined : origins.get(id);
    const [first] = run;
    if (first !== undefined && !isMadeByModel(item.type, item.role)) throw noFollower(first);
    if (origin !== undefined && !isFollowing(origin, run, seen)) throw noReasoning(item, origin.reasoningId);
    run = [];
  }
  const [first] = run;
  if (first !== undefined) throw noFollower(first);
}

function isFollowing(origin: ItemOrigin, run: readonly InputItem[], seen: ReadonlySet<string>): boolean {
  return origin.isFirst ? run.some(({ id }) => id === origin.reasoningId) : seen.has(origin.reasoningId);
}

function duplicate(id: string): Refusal {
  return new Refusal(`Duplicate item found with id ${id}. Remove duplicate items from your input and try again.`, {
    param: "input",
  });
}

function noFollower({ id }: InputItem): Refusal {
  return new Refusal(`Item '${String(id)}' of type 'reasoning' was provided without its required following item.`, {
    param: "input",
  });
}

function noReasoning({ id, type }: InputItem, reasoningId: string): Refusal {
  return new Refusal(
    `Item '${String(id)}' of type '${type}' was provided without its required 'reasoning' item: '${reasoningId}'.`,
    { param: "input" },
  );
}
