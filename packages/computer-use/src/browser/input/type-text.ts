import { characterKey } from "../keys/character-keys.ts";
import { textStrokes } from "../keys/text-strokes.ts";
import type { InputContext } from "./input-context.ts";

/**
 * Types a text into what has the focus: with key events where a US keyboard has the key, so that masks, completion and
 * terminals work, inserted otherwise.
 */
export async function typeText(context: InputContext, text: string): Promise<void> {
  const { page, guard } = context;
  for (const stroke of textStrokes(text)) {
    if (stroke.type === "press") await guard(page.keyboard.press(stroke.key));
    else if (stroke.type === "insert") await guard(page.keyboard.insertText(stroke.text));
    else await guard(typeKeys(context, stroke.text));
  }
}

/** Each key goes down and comes up before the next one, but nothing waits in between for the key to have come up. */
async function typeKeys({ session }: InputContext, text: string): Promise<void> {
  for (const character of text) {
    const key = characterKey(character);
    if (!key) continue;
    const event = {
      key: character,
      code: key.code,
      windowsVirtualKeyCode: key.keyCode,
      nativeVirtualKeyCode: key.keyCode,
    };
    await Promise.all([
      session.send("Input.dispatchKeyEvent", { ...event, type: "keyDown", text: character, unmodifiedText: character }),
      session.send("Input.dispatchKeyEvent", { ...event, type: "keyUp" }),
    ]);
  }
}
