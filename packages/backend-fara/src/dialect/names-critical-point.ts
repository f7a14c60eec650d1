const mention = /critical[\s_-]+points?\b/gi;
/** Characters on either side of a mention that are looked at. */
const reach = 120;
/** Words that may stand between a negation and what it negates; with any other, it negates something else. */
const between =
  "of|yet|a|an|any|the|such|other|further|more|real|actual|be|been|is|was|were|are|have|has|had|at|to|in|into|upon|across|" +
  "reach|reached|reaching|encounter|encountered|encountering|hit|hitting|meet|met|find|found|see|seen|come|came|" +
  "involve|involved|involving|require|required|requiring|constitute|considered|there";
const deniedBefore = new RegExp(
  `\\b(?:no|not|never|without|neither|nor|zero|\\w{2,6}n['’]t)(?:\\s+(?:${between}))*\\s*$`,
  "i",
);
const deniedAfter =
  /^\s*(?:(?:was|were|is|are|has|have|had|could|did|do|does)\s?(?:not|n['’]t)\s+(?:yet\s+)?(?:been\s+)?(?:reach|encounter|hit|met|meet|found|involve|require|necessary|needed|present|appl|occur)|[:–-]\s*(?:none|no\b|n\/a))/i;

/**
 * Whether a text says that a critical point was come to. The models have no other sign of it; that there was none, as in
 * "no critical point was reached", is not it.
 */
export function namesCriticalPoint(text: string): boolean {
  for (const { 0: found, index } of text.matchAll(mention)) {
    const before = withoutMarks(text.slice(Math.max(0, index - reach), index));
    const after = withoutMarks(text.slice(index + found.length, index + found.length + reach));
    if (!deniedBefore.test(before) && !deniedAfter.test(after)) return true;
  }
  return false;
}

/** Without what Markdown puts around words. */
function withoutMarks(text: string): string {
  return text.replace(/[*_`"“”]/g, "");
}
