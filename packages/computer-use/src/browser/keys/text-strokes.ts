/** One step of typing a text: keys that a US keyboard has, text that no key gives, or a key by name. */
export type TextStroke =
  | { readonly type: "keys"; readonly text: string }
  | { readonly type: "insert"; readonly text: string }
  | { readonly type: "press"; readonly key: "Enter" | "Tab" };

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/** Keys are typed in portions, so that typing can be stopped. */
const portion = 40;

/**
 * Splits a text so that typing its strokes one after the other gives the text exactly. What one sees as one character
 * is never split; a line feed, with or without a carriage return, is Enter, a tab is Tab.
 */
export function textStrokes(text: string): readonly TextStroke[] {
  const strokes: TextStroke[] = [];
  let last: { type: "keys" | "insert"; text: string } | undefined;
  for (const { segment } of segmenter.segment(text)) {
    const key = /^[\r\n]+$/.test(segment) ? "Enter" : segment === "\t" ? "Tab" : undefined;
    if (key) {
      last = undefined;
      strokes.push({ type: "press", key });
      continue;
    }
    const type = /^[ -~]$/.test(segment) ? "keys" : "insert";
    if (last?.type === type && (type === "insert" || last.text.length < portion)) {
      last.text += segment;
    } else {
      last = { type, text: segment };
      strokes.push(last);
    }
  }
  return strokes;
}
