/** Ends notes that were too long. */
export const cutMark = "[massgen: the rest of these notes did not fit]";

/** The beginning of notes that fits, up to the end of a line and with a mark; notes that fit stay as they are. */
export function cutNotes(notes: string, maximumTokens: number, countText: (text: string) => number): string {
  if (countText(notes) <= maximumTokens) return notes;
  const lines = notes.split("\n");
  const fits = (text: string) => countText(`${text}\n${cutMark}`) <= maximumTokens;
  let kept = longest(lines.length, (count) => fits(lines.slice(0, count).join("\n")));
  // A heading with nothing under it would say that there was nothing.
  while (kept > 0 && /^(?:#|\s*$)/.test(lines[kept - 1] ?? "")) kept -= 1;
  if (kept > 0) return `${lines.slice(0, kept).join("\n")}\n${cutMark}`;
  const characters = longest(notes.length, (count) => fits(notes.slice(0, count)));
  return `${notes.slice(0, characters).replace(/[\uD800-\uDBFF]$/, "")}\n${cutMark}`;
}

/** The largest number up to a limit that fits, where all smaller ones do too; 0 where none does. */
function longest(limit: number, fits: (count: number) => boolean): number {
  let low = 0;
  let high = limit;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
