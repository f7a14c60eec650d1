import { clearToolResults } from "../strategies/clear-tool-results.ts";
import { evictImages } from "../strategies/evict-images.ts";
import type { Strategy } from "../strategies/strategy.ts";
import { window } from "../strategies/window.ts";

/** What takes bytes out of a request: images first, of which few tokens can be many bytes. */
export function lighteningStrategies<Item>(others: readonly Strategy<Item>[] = [window()]): readonly Strategy<Item>[] {
  return [evictImages({ keepRecent: 1, interval: 1 }), clearToolResults({ keepRecent: 1 }), ...others];
}
