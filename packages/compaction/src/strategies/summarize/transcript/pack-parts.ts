/** Things that cost tokens, put together up to a budget in their order. One that is too large alone is alone. */
export function packInOrder<Value>(
  values: readonly Value[],
  budget: number,
  tokensOf: (value: Value) => number,
): readonly (readonly Value[])[] {
  const packs: Value[][] = [];
  let open: Value[] = [];
  let used = 0;
  for (const value of values) {
    const tokens = tokensOf(value);
    if (open.length > 0 && used + tokens > budget) {
      packs.push(open);
      open = [];
      used = 0;
    }
    open.push(value);
    used += tokens;
  }
  if (open.length > 0) packs.push(open);
  return packs;
}

/**
 * Parts of a transcript that each fit a budget of tokens: cut between segments where that is possible, else between
 * items, else inside of an item.
 *
 * @param segments - rendered items by segment.
 */
export function packTranscript(
  segments: readonly (readonly string[])[],
  budget: number,
  countText: (text: string) => number,
): readonly string[] {
  const pieces = segments.flatMap((items) => {
    const segment = items.join("\n");
    if (countText(segment) <= budget) return [segment];
    return packInOrder(items, budget, countText).flatMap((pack) => splitText(pack.join("\n"), budget, countText));
  });
  // A line end between two pieces costs a token at most.
  return packInOrder(pieces, budget, (piece) => countText(piece) + 1).map((pack) => pack.join("\n"));
}

/** Characters below which a text is not split further, whatever it costs. */
const shortestPiece = 16;

function splitText(text: string, budget: number, countText: (text: string) => number): readonly string[] {
  if (text.length < shortestPiece || countText(text) <= budget) return [text];
  const middle = placeNear(text, Math.ceil(text.length / 2));
  // Content begins a line behind a space: a piece of it must not pass for a turn of its own.
  const halves = [text.slice(0, middle), ` ${text.slice(middle).trimStart()}`];
  return halves.flatMap((half) => splitText(half, budget, countText));
}

/** The end of a line in the half of a text before a place, else of a word, else the place, beside a surrogate pair. */
function placeNear(text: string, place: number): number {
  for (const separator of ["\n", " "]) {
    const end = text.lastIndexOf(separator, place - 1) + 1;
    if (end >= place / 2) return end;
  }
  return /[\uD800-\uDBFF]/.test(text.charAt(place - 1)) && place > 1 ? place - 1 : place;
}
