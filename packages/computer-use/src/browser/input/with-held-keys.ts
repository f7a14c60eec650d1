import { boundedOr, forget } from "../bounded.ts";
import { parseChord } from "../keys/parse-chord.ts";
import type { InputContext, InputFailure } from "./input-context.ts";
import { keyDown, keyUp } from "./press-keys.ts";

/** A key that does not come up by then belongs to a page that is blocked; the event waits in its queue. */
const releaseMilliseconds = 1_000;

/** Does something while keys are down. They are let go whatever comes of it. */
export async function withHeldKeys(
  context: InputContext,
  names: readonly string[] | undefined,
  action: () => Promise<InputFailure | undefined>,
): Promise<InputFailure | undefined> {
  if (!names || names.length === 0) return action();
  const chord = parseChord(names);
  if (!chord.ok) return unknownKey(chord.unknown);
  const held: string[] = [];
  try {
    for (const key of chord.keys) {
      held.unshift(key);
      await context.guard(keyDown(context, key, held));
    }
    return await action();
  } finally {
    await letGo(context, held);
  }
}

/** Lets keys go, the last one first. Never throws. */
export async function letGo(context: InputContext, held: string[]): Promise<void> {
  const ups: Promise<unknown>[] = [];
  while (held.length > 0) {
    const key = held.shift();
    if (key === undefined) break;
    const up = keyUp(context, key, held);
    forget(up);
    ups.push(up);
  }
  await boundedOr(Promise.allSettled(ups), releaseMilliseconds, undefined);
}

export function unknownKey(name: string): InputFailure {
  const shown = JSON.stringify(name.slice(0, 40));
  return {
    code: "unknown-key",
    reason: `There is no key called ${shown}. Use names of the web platform, such as "Enter", "ArrowDown", "Control" or "a".`,
  };
}
