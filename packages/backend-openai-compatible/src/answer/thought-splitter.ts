/** How thoughts stand in the text: between tags, from the start without the opening tag, or not at all. */
export type ThoughtTags = "tagged" | "untagged-start" | "none";

/** A piece of text, parted. */
export interface Parted {
  readonly thought: string;
  readonly text: string;
}

/** Parts thoughts that stand before an answer from the answer. */
export interface ThoughtSplitter {
  add(text: string): Parted;
  /** What was held back because a tag might have begun. */
  end(): Parted;
  /** Whether thoughts have begun and not ended. */
  readonly isOpen: boolean;
}

/** Spaces that may stand before the opening tag. */
const longestLead = 200;

const opening = "<think>";
const closing = "</think>";

/** Works on any pieces; a tag counts only at the very start, so that an answer may speak of tags. */
export function createThoughtSplitter(tags: ThoughtTags): ThoughtSplitter {
  let state: "start" | "thought" | "gap" | "text" =
    tags === "none" ? "text" : tags === "untagged-start" ? "thought" : "start";
  let held = "";

  function step(isOver: boolean): Parted {
    const text = held;
    held = "";
    if (state === "start") {
      const begin = text.trimStart();
      if (begin.startsWith(opening)) {
        state = "thought";
        held = begin.slice(opening.length);
        return step(isOver);
      }
      if (!isOver && opening.startsWith(begin) && text.length <= longestLead) {
        held = text;
        return { thought: "", text: "" };
      }
      state = "text";
      return { thought: "", text };
    }
    if (state === "thought") {
      const end = text.indexOf(closing);
      if (end === -1) {
        const kept = isOver ? 0 : overlap(text, closing);
        held = text.slice(text.length - kept);
        return { thought: text.slice(0, text.length - kept), text: "" };
      }
      state = "gap";
      held = text.slice(end + closing.length);
      return { thought: text.slice(0, end), text: step(isOver).text };
    }
    const rest = state === "gap" ? text.trimStart() : text;
    if (rest !== "") state = "text";
    return { thought: "", text: rest };
  }

  return {
    add(text) {
      held += text;
      return step(false);
    },
    end: () => step(true),
    get isOpen() {
      return state === "thought";
    },
  };
}

/** Length of the longest end of a text that a tag begins with. */
function overlap(text: string, tag: string): number {
  for (let length = Math.min(text.length, tag.length - 1); length > 0; length--) {
    if (text.endsWith(tag.slice(0, length))) return length;
  }
  return 0;
}
