import type { Secrets } from "../../policy/secrets.ts";
import { readClipboard } from "../clipboard/clipboard.ts";
import type { InputContext, InputFailure } from "../input/input-context.ts";
import { modifierOf, parseChord } from "../keys/parse-chord.ts";
import { focusedOrigin } from "../secrets/focused-origin.ts";
import type { BrowserSession } from "../session/browser-session.ts";

/** Whether a chord pastes what is on the clipboard. */
export function isPaste(names: readonly string[]): boolean {
  const chord = parseChord(names);
  if (!chord.ok) return false;
  const modifiers = chord.keys.map((key) => modifierOf(key));
  const isCommand = modifiers.includes("Control") || modifiers.includes("Meta");
  return (isCommand && chord.keys.includes("v")) || (modifiers.includes("Shift") && chord.keys.includes("Insert"));
}

/** Why what is on the clipboard must not be pasted: a secret that was copied where it may be, and does not belong here. */
export async function refusePaste(
  context: InputContext,
  session: BrowserSession,
  secrets: Secrets,
): Promise<InputFailure | undefined> {
  const text = await readClipboard(session);
  const masked = secrets.mask(text);
  if (masked === text) return undefined;
  const resolved = secrets.resolve(masked, (await focusedOrigin(context)) ?? "null");
  return resolved.ok ? undefined : { code: resolved.code, reason: `On the clipboard is a secret. ${resolved.reason}` };
}
