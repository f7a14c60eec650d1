/** For each letter, those that often follow it in English words and in code. */
const COMMON_FOLLOWERS: Readonly<Record<string, string>> = {
  a: "bcdfgiklmnprstuvwxy",
  b: "aeijlorsuy",
  c: "acehiklorstuy",
  d: "adeilorstuy",
  e: "abcdefgilmnopqrstvwxy",
  f: "aefilnorstuy",
  g: "aceghilmnorstu",
  h: "aeiortu",
  i: "abcdefgklmnoprstvxz",
  j: "eos",
  k: "aeins",
  l: "adefilopstuvy",
  m: "abdeilmopsuy",
  n: "acdefgiklnopstuvy",
  o: "abcdefgijklmnoprstuvwx",
  p: "aehilmoprstuy",
  q: "u",
  r: "abcdefgiklmnorstuvy",
  s: "acefhiklmoprstuwy",
  t: "acdefhilmoprstuwy",
  u: "abcdefgilmnprst",
  v: "aeio",
  w: "aehinorsw",
  x: "aceipt",
  y: "almnopst",
  z: "eo",
};

/**
 * 1 where a pair of ASCII letters is rare, whatever their case, at `(first & 31) << 5 | (second & 31)`: vocabularies
 * seldom have a token across it. A letter repeated is never rare, since runs of one letter are tokens. A first letter of
 * 0 stands for the start of a word.
 */
export const RARE_LETTER_PAIR: Uint8Array = /* @__PURE__ */ rareLetterPairs(COMMON_FOLLOWERS);

/** The table behind {@link RARE_LETTER_PAIR} for the given common pairs. */
export function rareLetterPairs(commonFollowers: Readonly<Record<string, string>>): Uint8Array {
  const rare = new Uint8Array(32 * 32).fill(1, 32);
  for (const [first, followers] of Object.entries(commonFollowers)) {
    const row = (first.charCodeAt(0) & 31) << 5;
    for (const second of first + followers) rare[row | (second.charCodeAt(0) & 31)] = 0;
  }
  return rare;
}
