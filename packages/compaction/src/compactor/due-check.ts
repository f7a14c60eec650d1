import type { Analyser } from "../conversation/analyser.ts";
import { openCalls } from "../conversation/repair.ts";
import type { BreakEven } from "./break-even.ts";
import type { Breaker } from "./breaker.ts";
import type { Limits } from "./limits.ts";

export interface DueCheckSettings<Item> {
  readonly limits: Limits<Item>;
  readonly breaker: Breaker;
  /** Where prices are known. */
  readonly breakEven: BreakEven | undefined;
  /** Whether the first strategy asks a model. */
  readonly asksModel: boolean;
}

/** Says why no compaction is due; `undefined` where one is. */
export type DueCheck<Item> = (items: readonly Item[], analyser: Analyser<Item>, tokens: number) => string | undefined;

export function createDueCheck<Item>({
  limits,
  breaker,
  breakEven,
  asksModel,
}: DueCheckSettings<Item>): DueCheck<Item> {
  return (items, analyser, tokens) => {
    const trigger = limits.trigger();
    if (tokens < trigger) return `${tokens} tokens, below the trigger of ${trigger}`;
    const open = openCalls(items.map((item) => analyser.facts(item))).filter((call) => call.pending).length;
    if (open > 0) return `deferred until ${open === 1 ? "an open call is" : `${open} open calls are`} answered`;
    return breaker.refusal(tokens) ?? reasonToSave(tokens);
  };

  /** Where the window is nearly full, a compaction is made whatever it costs. */
  function reasonToSave(tokens: number): string | undefined {
    if (breakEven === undefined || tokens >= limits.full()) return undefined;
    const { saving, cost, lost, debt } = breakEven.weigh({ tokens, target: limits.target(), asksModel });
    if (debt > 0) return `waiting: the compaction before has yet to save ${rounded(debt)} of what it cost`;
    if (saving >= cost + lost) return undefined;
    const failed = lost > 0 ? `, failed attempts have cost ${rounded(lost)},` : "";
    return `waiting: a compaction would cost ${rounded(cost)}${failed} and, if the session goes on for as long as it has, save ${rounded(saving)}`;
  }
}

function rounded(price: number): string {
  return Number(price.toPrecision(3)).toString();
}
