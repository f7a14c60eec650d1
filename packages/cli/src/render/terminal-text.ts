import { unsafeCharacters } from "./unsafe-characters.ts";

/** Longest part of an unfinished terminal command that is waited for; what is longer is shown without its escape. */
const longestSequence = 200;

/**
 * Commands to a terminal, with all that belongs to them: colours and cursor movements, titles and links, and the rest. In
 * the brackets only what cannot be mistaken for text, so that a lone escape takes nothing of the answer with it.
 */
const sequences = new RegExp(
  [
    String.raw`(?:\u001b\[|\u009b)[0-?]{0,${longestSequence}}[ -/]{0,9}[@-~]`,
    String.raw`(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c\n]{0,${longestSequence}}(?:\u0007|\u001b\\|\u009c)`,
    String.raw`\u001b[ -/]{0,9}[0-OQ-WYZ\\\`-~]`,
  ].join("|"),
  "g",
);

/** The beginning of a command at the end of a piece of text, or half of a character. */
const unfinished = new RegExp(
  [
    String.raw`(?:\u001b\[|\u009b)[0-?]{0,${longestSequence}}[ -/]{0,9}$`,
    String.raw`(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c\n]{0,${longestSequence}}\u001b?$`,
    String.raw`\u001b[ -/]{0,9}$`,
    String.raw`[\ud800-\udbff]$`,
  ].join("|"),
);

/** Makes text that comes in pieces harmless to a terminal. */
export interface TerminalText {
  /** What may be shown of the text so far; a command that is not complete yet is held back. */
  write(piece: string): string;
  /** What was held back, once nothing more comes. */
  end(): string;
}

/** Takes out what steers a terminal or hides what a text says; line ends and tabs stay. */
export function createTerminalText(): TerminalText {
  let held = "";
  return {
    write(piece) {
      const text = held + piece;
      // A tail is looked at, not the whole: a long piece must not be gone through from each of its places.
      const tail = Math.max(0, text.length - 2 * longestSequence);
      const found = unfinished.exec(text.slice(tail));
      const end = found === null ? text.length : tail + found.index;
      held = text.slice(end);
      return harmless(text.slice(0, end));
    },
    end() {
      const rest = harmless(held.toWellFormed());
      held = "";
      return rest;
    },
  };
}

function harmless(text: string): string {
  return text.replace(sequences, "").replace(unsafeCharacters, (run) => run.replace(/[^\n\t]/g, ""));
}
