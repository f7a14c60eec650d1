import { isRecord } from "@massgen/core/provider";
import { kindOf } from "../adapters/invalid-item.ts";
import type { Compactor } from "../compactor/compactor.ts";
import type { CompactorOptions } from "../compactor/compactor-options.ts";
import { createCompactor } from "../compactor/create-compactor.ts";
import { invalidGlueOption } from "./glue-checks.ts";

/** Options of a compactor whose format is known. */
export type CompactorSettings<Item> = Omit<CompactorOptions<Item>, "format" | "adapter">;

/** What glue is given: a compactor that its caller has use for too, or what it takes to make one. */
export type CompactorOrSettings<Item> = Compactor<Item> | CompactorSettings<Item>;

const methods = ["fit", "recover", "record", "state"];

/** @throws MassGenError `invalid-option` */
export function compactorOf<Item>(
  given: CompactorOrSettings<Item>,
  kind: Pick<CompactorOptions<Item>, "format" | "adapter">,
): Compactor<Item> {
  checkGiven(given);
  return "fit" in given ? given : createCompactor<Item>({ ...given, ...kind });
}

function checkGiven(given: unknown): void {
  if (!isRecord(given)) {
    throw invalidGlueOption(
      `A compactor or the settings of one must be passed, not ${kindOf(given)}.`,
      "Pass, for example, { contextWindow: 200_000 }.",
    );
  }
  const missing = "fit" in given && methods.find((method) => typeof given[method] !== "function");
  if (missing) {
    throw invalidGlueOption(`The compactor has no method ${missing}.`, "Pass what createCompactor gave, or settings.");
  }
}
