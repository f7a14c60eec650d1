import type { Secrets } from "../../policy/secrets.ts";
import type { InputContext, InputFailure } from "../input/input-context.ts";
import { typeText } from "../input/type-text.ts";
import type { Activity } from "../settle/activity.ts";
import { focusedOrigin } from "./focused-origin.ts";

/**
 * Types a text with the values of the secrets that it names, if what has the focus belongs to an origin of theirs. The
 * focus is looked for again before each character: a frame may take it, and a page may leave while it is typed into.
 */
export async function typeSecretText(
  context: InputContext,
  text: string,
  secrets: Secrets,
  activity: Pick<Activity, "documents" | "leaving">,
): Promise<InputFailure | undefined> {
  const origin = namesSecret(text) ? await focusedOrigin(context) : undefined;
  const resolved = secrets.resolve(text, origin ?? "null");
  if (!resolved.ok) return { code: resolved.code, reason: resolved.reason };
  if (resolved.used.length === 0) {
    await typeText(context, resolved.text);
    return undefined;
  }
  const { documents } = activity;
  for (const [index, character] of [...resolved.text].entries()) {
    const stays = index === 0 || (await focusedOrigin(context)) === origin;
    if (!stays || activity.leaving || activity.documents !== documents) {
      return {
        code: "focus-moved",
        reason: "The focus moved to another page or site while a secret was typed; the rest of it was kept back.",
      };
    }
    await typeText(context, character);
  }
  return undefined;
}

/** Whether a text holds what a model writes for a secret, known or not. */
export function namesSecret(text: string): boolean {
  return /<secret>\s{0,8}\w{1,64}\s{0,8}<\/secret>/.test(text);
}

/** What is told to a model that names a secret where only plain text can go. */
export const misplacedSecret: InputFailure = {
  code: "misplaced-secret",
  reason: "Secrets can only be typed into a field of a page; here the placeholder would be taken as it stands.",
};
