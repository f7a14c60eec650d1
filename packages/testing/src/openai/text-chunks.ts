/** Cuts a text into pieces for a stream; characters beyond the basic plane stay whole. */
export function* textChunks(text: string, characters: number): Iterable<string> {
  let from = 0;
  while (from < text.length) {
    let to = Math.min(text.length, from + characters);
    if (to < text.length && isHighSurrogate(text.charCodeAt(to - 1))) to += 1;
    yield text.slice(from, to);
    from = to;
  }
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
