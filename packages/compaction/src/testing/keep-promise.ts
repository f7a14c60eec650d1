import type { Strategy } from "../strategies/strategy.ts";
import { shrink } from "./shrink.ts";
import type { StrategyPromise } from "./strategy-promises.ts";
import { runTrial, type Situation, type Trial } from "./strategy-trial.ts";

/** Characters of a conversation and of each text in it that an error message shows, at most. */
const maximumShown = 4_000;
const maximumText = 80;

/**
 * Checks a promise.
 *
 * @throws Error with the shortest conversation found that breaks it; `cause` is what went wrong with the given one.
 */
export async function keepPromise(
  promise: StrategyPromise,
  makeStrategy: () => Strategy<object>,
  situation: Situation,
  trial: Trial,
): Promise<void> {
  const broken = async (tried: Trial): Promise<{ readonly cause: unknown } | undefined> => {
    try {
      await promise.check(tried, makeStrategy);
      return undefined;
    } catch (cause) {
      return { cause };
    }
  };
  const failure = await broken(trial);
  if (failure === undefined) return;
  const history = promise.slow
    ? situation.history
    : await shrink(situation.history, async (shorter) =>
        Boolean(await broken(await runTrial(makeStrategy, { ...situation, history: shorter }))),
      );
  const shown = { ...situation, history };
  const smallest = await runTrial(makeStrategy, shown);
  const { cause } = (await broken(smallest)) ?? failure;
  throw new Error(`${messageOf(cause)}\n\n${storyOf(shown, smallest)}`, { cause });
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function storyOf({ format, prior, percent }: Situation, { view, target, proposal }: Trial): string {
  const before = prior === "nothing" ? "" : ` after the strategy ${prior}`;
  const wanted = `target ${target} of ${view.totalTokens} tokens (${percent} %)`;
  return [
    `Seen with ${view.items.length} items of ${format}${before}; ${wanted}.`,
    `Items: ${abbreviated(view.items)}`,
    `Answer: ${abbreviated(proposal)}`,
  ].join("\n");
}

function abbreviated(value: unknown): string {
  const json = JSON.stringify(value, (_key, field: unknown) =>
    typeof field === "string" ? shortened(field, maximumText) : field,
  );
  return shortened(json ?? "undefined", maximumShown);
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}… (${text.length} characters)`;
}
