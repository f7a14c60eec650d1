/** Reads what the tools answered. The model knows of the tree only what these texts say. */

export interface Match {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

export interface Excerpt {
  readonly path: string;
  readonly from: number;
  readonly end: number;
  /** Lines of the whole file. */
  readonly total: number;
  readonly lines: readonly string[];
}

export function parseListing(output: string): ReadonlyMap<string, number> {
  const files = new Map<string, number>();
  for (const [, path = "", lines] of output.matchAll(/^(.+) {2}(\d+)$/gm)) files.set(path, Number(lines));
  return files;
}

export function parseMatches(output: string): readonly Match[] {
  return [...output.matchAll(/^([^:\n]+):(\d+): (.*)$/gm)].map(([, path = "", line, text = ""]) => ({
    path,
    line: Number(line),
    text,
  }));
}

/** Number of matches that a search found, shown or not. */
export function parseMatchCount(output: string): number {
  return Number(/^(\d+) matching lines/.exec(output)?.[1] ?? 0);
}

export function parseExcerpt(output: string): Excerpt | undefined {
  const head = /^(.+), lines (\d+)-(\d+) of (\d+)\n?/.exec(output);
  if (head === null) return undefined;
  const [whole, path = "", from, end, total] = head;
  const body = output.slice(whole.length);
  const lines = body === "" ? [] : body.split("\n").map((line) => line.replace(/^ *\d+: /, ""));
  return { path, from: Number(from), end: Number(end), total: Number(total), lines };
}

/** Places that the compiler complains about. */
export function parseDiagnostics(output: string): readonly Match[] {
  return [...output.matchAll(/^([^\s(]+)\((\d+),\d+\): (error .*)$/gm)].map(([, path = "", line, text = ""]) => ({
    path,
    line: Number(line),
    text,
  }));
}

export function succeeded(output: string): boolean {
  return output.startsWith("exit status 0");
}
