/** Characters of a result's beginning and end in which its outcome is looked for. */
const lookedAt = 600;

const exitShapes: readonly RegExp[] = [
  /\bexit(?:ed)?(?:\s+with)?(?:\s+(?:code|status))?\s{0,3}[:=]?\s{0,3}(-?\d{1,5})\b/i,
  /["<]?(?:exit_?code|return_?code|exit_?status)["']?\s{0,3}[>:=]\s{0,3}(-?\d{1,10})\b/i,
];

const failedStart =
  /^(?:<\w{1,20}>\s{0,3})?(?:(?:\w{1,30}error|error|failure|fatal|exception)\s?:|error (?:while|reading|writing|executing|running|calling)\b|failed to\b|traceback \()/i;

/** How a command ended, where its output says so. */
export function commandOutcome(result: string | undefined): string | undefined {
  if (result === undefined) return undefined;
  for (const place of [result.slice(-lookedAt), result.slice(0, lookedAt)]) {
    for (const shape of exitShapes) {
      const code = shape.exec(place)?.[1];
      if (code !== undefined) return `exit ${code}`;
    }
  }
  if (/\b(?:timed out|timeout)\b/i.test(result.slice(-lookedAt))) return "timed out";
  return hasFailed(result) ? "failed" : undefined;
}

/** Whether a result begins as that of a failed call does. */
export function hasFailed(result: string | undefined): boolean {
  if (result === undefined) return false;
  const start = result.slice(0, lookedAt).trimStart();
  if (failedStart.test(start)) return true;
  return /^\{\s{0,9}"(?:error|is_?error)"\s{0,3}:\s{0,3}(?!null|false|""|\{\}|\[\])/i.test(start);
}
