import type { Fields } from "../fields.ts";
import { Refusal } from "../refusal.ts";
import type { InputItem } from "./check-item.ts";

/** A response that was stored, and the items up to and including its output. */
export interface StoredResponse {
  readonly response: Fields;
  readonly items: readonly InputItem[];
}

/** Stored responses, in memory. */
export class ResponseStore {
  readonly #responses = new Map<string, StoredResponse>();
  readonly #items = new Map<string, InputItem>();

  keep(id: string, stored: StoredResponse): void {
    this.#responses.set(id, stored);
    for (const item of stored.items) if (typeof item.id === "string") this.#items.set(item.id, item);
  }

  /** @throws Refusal 404 */
  get(id: string): StoredResponse {
    const stored = this.#responses.get(id);
    if (stored !== undefined) return stored;
    throw new Refusal(`Response with id '${id}' not found.`, { status: 404 });
  }

  /**
   * The items of a response to go on from.
   *
   * @throws Refusal `previous_response_not_found`.
   */
  itemsUpTo(id: string): readonly InputItem[] {
    const stored = this.#responses.get(id);
    if (stored !== undefined) return stored.items;
    throw new Refusal(`Previous response with id '${id}' not found.`, {
      param: "previous_response_id",
      code: "previous_response_not_found",
    });
  }

  item(id: string): InputItem | undefined {
    return this.#items.get(id);
  }

  /** Loses one response, or all; with it the items that only it held. */
  forget(id?: string): void {
    if (id === undefined) this.#responses.clear();
    else this.#responses.delete(id);
    const left = [...this.#responses.values()];
    this.#items.clear();
    for (const { items } of left)
      for (const item of items) if (typeof item.id === "string") this.#items.set(item.id, item);
  }
}
