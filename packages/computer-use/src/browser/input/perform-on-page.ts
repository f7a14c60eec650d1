import type { CDPSession, Page } from "playwright-core";
import { bounded } from "../bounded.ts";
import { createGuard } from "../guard.ts";
import type { InputFailure } from "./input-context.ts";
import { type InputAction, performInput } from "./perform-input.ts";
import { Pointer } from "./pointer.ts";

interface PageInput {
  readonly pointer: Pointer;
  readonly session: CDPSession;
}

const inputs = new WeakMap<Page, Promise<PageInput>>();

/** Does an action on a page that is no tab, such as the one that draws a dialog. */
export async function performOnPage(page: Page, action: InputAction): Promise<InputFailure | undefined> {
  let input = inputs.get(page);
  if (!input) {
    input = page
      .context()
      .newCDPSession(page)
      .then((session) => ({ pointer: new Pointer(page), session }));
    inputs.set(page, input);
  }
  const { pointer, session } = await bounded(input);
  return performInput({ page, session, pointer, guard: createGuard(), mac: false }, action);
}
