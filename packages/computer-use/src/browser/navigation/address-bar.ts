import type { KeyAction, TypeAction } from "@massgen/core";
import { parseChord } from "../keys/parse-chord.ts";

const longestAddress = 32_768;

/** What came of input to the address bar. */
export type AddressInput =
  /** The bar has taken it. */
  | { readonly type: "taken" }
  /** It is to be opened; what was typed after the line feed is for the page. */
  | { readonly type: "open"; readonly address: string; readonly rest: string };

/**
 * The address bar of a browser whose frame shows none: it has the focus after the usual chords, takes what is typed, and
 * opens it on Enter.
 */
export class AddressBar {
  #text: string | undefined;

  /** Gives it the focus, empty; gives what the model should know of it. */
  focus(): string {
    this.#text = "";
    return "The address bar, which is not in the picture, has the focus: type an address and press Enter, or press Escape.";
  }

  /** Takes the focus away, as a click on the page does. */
  leave(): void {
    this.#text = undefined;
  }

  get focused(): boolean {
    return this.#text !== undefined;
  }

  /** Gives input to it, while it has the focus. */
  input(action: KeyAction | TypeAction): AddressInput {
    if (action.type === "key") return this.#key(action.keys);
    const [address = "", ...rest] = action.text.split(/\r\n|\r|\n/);
    this.#append(address);
    return rest.length > 0 ? this.#open(rest.join("\n")) : { type: "taken" };
  }

  #key(names: readonly string[]): AddressInput {
    const chord = parseChord(names);
    const [key = "", ...others] = chord.ok ? chord.keys : [];
    if (key === "Enter" || key === "NumpadEnter") return this.#open("");
    if (key === "Escape" || key === "Tab") this.leave();
    else if (others.length > 0 || key === "Delete") this.#edit(key, others);
    else if (key === "Backspace") this.#text = this.#text?.slice(0, -1);
    else if (key === "Space") this.#append(" ");
    else if (key.length === 1) this.#append(key);
    return { type: "taken" };
  }

  /** All that is in it is selected before it is replaced, or given up. */
  #edit(key: string, others: readonly string[]): void {
    if (key === "Delete" || ["a", "l", "x", "Backspace"].includes(others.at(-1) ?? "")) this.#text = "";
  }

  #append(text: string): void {
    this.#text = ((this.#text ?? "") + text.replace(/\t/g, "")).slice(0, longestAddress);
  }

  #open(rest: string): AddressInput {
    const address = this.#text ?? "";
    this.leave();
    return { type: "open", address, rest };
  }
}
