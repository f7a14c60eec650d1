import { adapterFor } from "./adapters.ts";
import { detectFormat, type Format } from "./detect-format.ts";
import type { ItemAdapter } from "./item-adapter.ts";

/** The adapter that was passed, of the format that was named, or of the format that the items show. */
export function chooseAdapter<Item>(
  items: readonly Item[],
  { adapter, format }: { readonly adapter?: ItemAdapter<Item>; readonly format?: Format },
): ItemAdapter<Item> {
  if (adapter !== undefined) return adapter;
  return adapterFor<Item>(format ?? (items.length === 0 ? "openai-responses" : detectFormat(items)));
}
