import type { Compactor } from "../compactor/compactor.ts";
import type { CompactorOptions } from "../compactor/compactor-options.ts";
import { createCompactor } from "../compactor/create-compactor.ts";

/** Options of a compactor whose format is known. */
export type CompactorSettings<Item> = Omit<CompactorOptions<Item>, "format" | "adapter">;

/** What glue is given: a compactor that its caller has use for too, or what it takes to make one. */
export type CompactorOrSettings<Item> = Compactor<Item> | CompactorSettings<Item>;

/** @throws MassGenError `invalid-option` */
export function compactorOf<Item>(
  given: CompactorOrSettings<Item>,
  kind: Pick<CompactorOptions<Item>, "format" | "adapter">,
): Compactor<Item> {
  return "fit" in given ? given : createCompactor<Item>({ ...given, ...kind });
}
