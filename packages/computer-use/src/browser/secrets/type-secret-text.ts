import type { Secrets } from "../../policy/secrets.ts";
import type { InputContext, InputFailure } from "../input/input-context.ts";
import { typeText } from "../input/type-text.ts";
import { focusedOrigin } from "./focused-origin.ts";

/**
 * Types a text with the values of the secrets that it names, if what has the focus belongs to an origin of theirs. Where
 * the page has frames, the focus is looked for again before each character: a frame may take it.
 */
export async function typeSecretText(
  context: InputContext,
  text: string,
  secrets: Secrets,
): Promise<InputFailure | undefined> {
  const origin = await focusedOrigin(context);
  const resolved = secrets.resolve(text, origin ?? "null");
  if (!resolved.ok) return { code: resolved.code, reason: resolved.reason };
  if (resolved.used.length === 0 || context.page.frames().length === 1) {
    await typeText(context, resolved.text);
    return undefined;
  }
  for (const character of resolved.text) {
    if ((await focusedOrigin(context)) !== origin) {
      return {
        code: "focus-moved",
        reason: "The focus moved to another site while a secret was typed; the rest of it was kept back.",
      };
    }
    await typeText(context, character);
  }
  return undefined;
}
