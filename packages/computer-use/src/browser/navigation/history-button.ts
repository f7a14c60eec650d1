import type { ClickAction } from "@massgen/core";
import type { Guard } from "../guard.ts";
import type { InputContext, InputFailure } from "../input/input-context.ts";
import { performInput } from "../input/perform-input.ts";
import type { Tab } from "../tabs/tab.ts";
import { goThroughHistory } from "./open-url.ts";
import { pageTakes } from "./page-takes.ts";

/** Clicks the back or forward button of the mouse; a page that does not take it for itself is left, as in a browser. */
export async function pressHistoryButton(
  context: InputContext,
  tab: Tab,
  action: ClickAction,
  navigation: { readonly guard: Guard; readonly milliseconds: number },
): Promise<InputFailure | undefined> {
  let failure: InputFailure | undefined;
  const taken = await pageTakes(context, async () => {
    failure = await performInput(context, action);
  });
  if (failure || taken || tab.activity.navigating) return failure;
  const result = await goThroughHistory(tab, action.button === "back" ? -1 : 1, navigation);
  // The button was pressed all the same, as on a page without a history.
  return result?.code === "no-history" ? undefined : result;
}
