import { isObjectText } from "../messages/tool-call.ts";

/** Arguments of a call as they come in. */
export interface ArgumentsText {
  /** Takes a piece; once the arguments are complete, nothing more is taken. */
  add(fragment: string): void;
  readonly isEmpty: boolean;
  /** Whether the object that the text begins with has ended, so that nothing more can belong to it. */
  readonly isComplete: boolean;
  /** Whether a text is exactly what has come so far. */
  equals(text: string): boolean;
  /** The whole text, as the model meant it. */
  settle(): string;
}

/** Follows brackets as fragments come, so that the whole is never read twice. */
export function createArgumentsText(): ArgumentsText {
  const fragments: string[] = [];
  let length = 0;
  let depth = 0;
  let begun = false;
  let inText = false;
  let escaped = false;

  function follow(character: string): void {
    if (escaped) escaped = false;
    else if (inText && character === "\\") escaped = true;
    else if (character === '"') inText = !inText;
    else if (inText) return;
    else if (character === "{" || character === "[") {
      depth++;
      begun = true;
    } else if (character === "}" || character === "]") depth--;
  }

  const isComplete = () => begun && depth <= 0;
  return {
    add(fragment) {
      if (fragment === "" || isComplete()) return;
      for (const character of fragment) follow(character);
      fragments.push(fragment);
      length += fragment.length;
    },
    get isEmpty() {
      return length === 0;
    },
    get isComplete() {
      return isComplete();
    },
    equals: (text) => text.length === length && text === fragments.join(""),
    settle: () => settleFragments(fragments),
  };
}

/**
 * Joins fragments. Some servers send all that came before again with each fragment, or the whole after a first piece:
 * where the joined text is no object and the last fragment is one that begins like the others, it is the whole. Nothing
 * at all means no arguments.
 */
function settleFragments(fragments: readonly string[]): string {
  const joined = fragments.join("");
  if (joined.trim() === "") return "{}";
  const last = fragments.at(-1) ?? "";
  const before = joined.slice(0, -last.length);
  const isRepeated = last.startsWith(before) || isCumulative(fragments);
  return isRepeated && !isObjectText(joined) && isObjectText(last) ? last : joined;
}

function isCumulative(fragments: readonly string[]): boolean {
  return fragments.every((fragment, index) => fragment.startsWith(fragments[index - 1] ?? ""));
}
