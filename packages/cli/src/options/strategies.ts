import { clearToolResults, type Strategy, window } from "@massgen/compaction";
import { inputError } from "../input-error.ts";
import { nearestName } from "../nearest-name.ts";

/** Names that `--strategy` knows, and what each stands for. */
const factories: Readonly<Record<string, <Item>() => Strategy<Item>>> = {
  "clear-tool-results": clearToolResults,
  window,
};

export function strategyNamed<Item>(name: string): Strategy<Item> {
  const factory = Object.hasOwn(factories, name) ? factories[name] : undefined;
  if (factory !== undefined) return factory<Item>();
  const names = Object.keys(factories);
  const nearest = nearestName(name, names);
  const remedy = nearest === undefined ? `Known are ${names.join(" and ")}.` : `Did you mean "${nearest}"?`;
  throw inputError(`There is no strategy "${name}".`, remedy);
}
