/** Longest line or sentence that is a probe, in UTF-16 units. */
const longest = 300;
const shortest = 8;

/** Lines of a text, without the space around them. */
export function linesIn(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => (line.length > 2 * longest ? "" : line.trim()))
    .filter((line) => line.length >= shortest && line.length <= longest);
}

/** Sentences of a text; a line end ends one too. */
export function sentencesIn(text: string): readonly string[] {
  return linesIn(text).flatMap((line) => line.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.length >= shortest));
}

/** Whether a line says that something failed, rather than being source code about failures. */
export function isErrorLine(line: string): boolean {
  return /^(?:[\w.:/-]+:\s)?(?:\w+(?:Error|Exception)\b[^(){}]*:|(?:error|fatal|panic|FAIL(?:ED)?)\b)|: error\b|\bexit(?:ed with)? (?:code|status) [1-9]/i.test(
    line,
  );
}

/** Whether a sentence of a user's binds the agent. */
export function isConstraint(sentence: string): boolean {
  return /\b(?:must|never|always|only|do not|don't|dont|should(?:n't)?|shall|avoid|without|make sure|ensure|at most|at least|no longer)\b/i.test(
    sentence,
  );
}
