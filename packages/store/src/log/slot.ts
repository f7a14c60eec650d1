import type { RunLogSource } from "@massgen/core";

/** An item of the window. */
export interface Slot<Item> extends RunLogSource {
  readonly item: Item;
}

/** Every original item that is in the window through a slot: itself and what it stands for. */
export function originalsOf({ origin, covers }: RunLogSource): readonly number[] {
  return origin === null ? covers : [origin, ...covers];
}
