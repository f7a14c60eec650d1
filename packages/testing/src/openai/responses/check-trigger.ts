import { Refusal } from "../refusal.ts";
import type { InputItem } from "./check-item.ts";

/** Least `max_output_tokens` beside a trigger; reported, not documented. */
const minimumOutputTokens = 20_000;

/**
 * Whether the input asks for a compaction, and rightly.
 *
 * @throws Refusal in reported words.
 */
export function checkTrigger(items: readonly InputItem[], maximumOutputTokens: number | undefined): boolean {
  const count = items.filter(({ type }) => type === "compaction_trigger").length;
  if (count === 0) return false;
  if (count > 1) {
    throw new Refusal("Only one 'compaction_trigger' item may be provided.", { param: "input", code: "invalid_value" });
  }
  if (items.at(-1)?.type !== "compaction_trigger") {
    throw new Refusal("The 'compaction_trigger' item must be the final input item.", {
      param: "input",
      code: "invalid_value",
    });
  }
  if (maximumOutputTokens !== undefined && maximumOutputTokens < minimumOutputTokens) {
    throw new Refusal(
      `Invalid 'max_output_tokens': it must be at least ${minimumOutputTokens} when a 'compaction_trigger' item is provided, but got ${maximumOutputTokens} instead.`,
      { param: "max_output_tokens", code: "integer_below_min_value" },
    );
  }
  return true;
}
