import { type Excerpt, parseListing } from "./outputs.ts";
import type { Pace } from "./pace.ts";
import type { ExportedSymbol } from "./symbols.ts";

/** What the model knows from the outputs it has seen. */
export class Memory {
  readonly pace: Pace;
  /** Lines by path. */
  readonly files = new Map<string, number>();
  readonly symbols = new Map<string, ExportedSymbol>();
  /** Symbols that were found without a doc comment, oldest first. */
  readonly undocumented: ExportedSymbol[] = [];
  /** Symbols and files that a turn was already about. */
  readonly covered = new Set<string>();
  readonly findings: string[] = [];
  /** What a tool's complaint has taught, so that a mistake is made once. */
  readonly lessons = new Set<"escape-brackets" | "quote-declarations">();
  /** How often each file was read, and its length when it was read last. */
  readonly reads = new Map<string, { times: number; lines: number }>();

  constructor(pace: Pace) {
    this.pace = pace;
  }

  learnListing(output: string): void {
    for (const [path, lines] of parseListing(output)) this.files.set(path, lines);
  }

  learnExcerpt({ path, total }: Excerpt): void {
    this.reads.set(path, { times: (this.reads.get(path)?.times ?? 0) + 1, lines: total });
  }

  /** Paths under a folder that end in one of `endings`, longest file first. */
  paths(under: string, ...endings: readonly string[]): readonly string[] {
    return [...this.files.keys()]
      .filter((path) => under === "." || path.startsWith(`${under}/`))
      .filter((path) => endings.length === 0 || endings.some((ending) => path.endsWith(ending)))
      .sort((left, right) => (this.files.get(right) ?? 0) - (this.files.get(left) ?? 0));
  }

  code(under: string): readonly string[] {
    return this.paths(under, ".ts", ".mjs").filter((path) => !path.includes(".test"));
  }

  /** Folders that are worked on as one: packages, examples, and other top folders that hold code; the largest first. */
  areas(): readonly string[] {
    const areas = new Map<string, number>();
    for (const path of this.code(".")) {
      const parts = path.split("/");
      const depth = parts[0] === "apps" ? 3 : parts[0] === "packages" ? 2 : 1;
      const area = parts.slice(0, depth).join("/");
      if (parts.length > depth) areas.set(area, (areas.get(area) ?? 0) + (this.files.get(path) ?? 0));
    }
    return [...areas].sort((left, right) => right[1] - left[1]).map(([area]) => area);
  }
}
