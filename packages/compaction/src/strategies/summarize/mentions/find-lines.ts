/** Characters of a line that is copied. */
const longestLine = 240;

/** Words that make a sentence a demand. */
export const demands =
  /\b(?:must(?:n['’]t)?|never|always|do not|don['’]t|does not|cannot|can['’]t|should(?:n['’]t| not)|only|avoid|at most|at least|no more than|make sure|required?)\b/i;

/** Sentences of a user's text that demand or forbid something. */
export function findConstraints(text: string): readonly string[] {
  return text
    .split(/\n+|(?<=[.!?])\s{1,9}/)
    .map(onOneLine)
    .flatMap((sentence) => {
      const isDemand = sentence.length > 8 && !sentence.endsWith("?");
      const at = isDemand ? sentence.search(demands) : -1;
      if (at < 0) return [];
      const start = sentence.length <= longestLine ? 0 : Math.max(0, at - longestLine / 4);
      return [sentence.slice(start, start + longestLine)];
    });
}

const errorShapes: readonly RegExp[] = [
  /\b\w{0,40}(?:Error|Exception)\b\s?[:(\d[]/,
  /\b(?:error|fatal|panic|FAILED|FAIL)\b\s?(?:TS\d+|\[|:|!|\s-)/i,
  /\b(?:ENOENT|EACCES|EPERM|EEXIST|EPIPE|ENOTFOUND|ETIMEDOUT|EADDRINUSE|ECONN[A-Z]{3,10})\b/,
  /\b(?:No such file|Permission denied|command not found|Segmentation fault|out of memory)\b/i,
];

/** Lines of source code speak of errors too. */
const codeShape =
  /[{};(,]$|(?:^|[:|]\s*)\/?\*|\b(?:import|export|throw|const)\s|\bcatch\s?\(|^\s*(?:\/\/|\*|#)|=>|\bnew \w*Error\(/;

/** Lines that say what went wrong. */
export function findErrors(text: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => line.length <= 2_000 && !codeShape.test(line) && errorShapes.some((shape) => shape.test(line)))
    .map((line) => onOneLine(line).slice(0, longestLine));
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
