import { characterKey } from "../keys/character-keys.ts";
import { textStrokes } from "../keys/text-strokes.ts";
import type { InputContext } from "./input-context.ts";

/** Longer than a code, a date, a number of a card or a telephone. */
const shortText = 32;
const keysTogether = 20;

/**
 * Types a text into what has the focus: with key events where a US keyboard has the key, so that masks, completion and
 * terminals work, inserted otherwise.
 */
export async function typeText(context: InputContext, text: string): Promise<void> {
  const { page, guard } = context;
  const together = text.length > shortText ? keysTogether : 1;
  for (const stroke of textStrokes(text)) {
    if (stroke.type === "press") await guard(page.keyboard.press(stroke.key));
    else if (stroke.type === "insert") await guard(page.keyboard.insertText(stroke.text));
    else await guard(typeKeys(context, stroke.text, together));
  }
}

/**
 * Each key goes down and comes up before the next one, but nothing waits in between for the key to have come up. In a long
 * text the next ones do not wait for the answer to the last: the browser keeps their order, and takes a fourth of the time.
 * A short one may be for a field that moves the focus on, or changes what was typed, only a moment later.
 */
async function typeKeys({ session }: InputContext, text: string, together: number): Promise<void> {
  let sent: Promise<unknown>[] = [];
  for (const character of text) {
    const key = characterKey(character);
    if (!key) continue;
    const event = {
      key: character,
      code: key.code,
      windowsVirtualKeyCode: key.keyCode,
      nativeVirtualKeyCode: key.keyCode,
    };
    sent.push(
      session.send("Input.dispatchKeyEvent", { ...event, type: "keyDown", text: character, unmodifiedText: character }),
      session.send("Input.dispatchKeyEvent", { ...event, type: "keyUp" }),
    );
    if (sent.length < 2 * together) continue;
    await Promise.all(sent);
    sent = [];
  }
  await Promise.all(sent);
}
