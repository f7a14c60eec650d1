import { searchText } from "./calls.ts";
import type { Memory } from "./memory.ts";
import { type Match, parseMatches } from "./outputs.ts";
import type { Steps } from "./turn.ts";

export interface ExportedSymbol {
  readonly name: string;
  /** The language's word: function, class, const, interface or type. */
  readonly kind: string;
  readonly path: string;
}

/** Finds declarations of exported symbols, for {@link searchText}. */
export const declarationPattern = "^export (abstract |async )*(function|class|const|interface|type) \\w";

const declaration = /^export (?:abstract |async )*(function|class|const|interface|type)\*? (\w+)/;

export function symbolOf({ path, text }: Match): ExportedSymbol | undefined {
  const [, kind, name] = declaration.exec(text) ?? [];
  return kind === undefined || name === undefined ? undefined : { name, kind, path };
}

interface SymbolSearch {
  readonly home: Match | undefined;
  /** Places that name the symbol, its declaration not among them. */
  readonly uses: readonly Match[];
}

/** Looks up where a symbol is declared and where else it occurs. */
export function* findSymbol(memory: Memory, { name, path }: ExportedSymbol, thought?: string): Steps<SymbolSearch> {
  const folder = path.split("/").slice(0, -1).join("/") || ".";
  const calls = [
    searchText(`^export .*\\b${name}\\b`, folder),
    searchText(`\\b${name}\\b`, ".", memory.pace.matchesPerSearch()),
  ];
  const [declared = "", found = ""] = yield thought === undefined ? { calls } : { thought, calls };
  const home = parseMatches(declared).find((match) => match.path === path && symbolOf(match)?.name === name);
  return { home, uses: parseMatches(found).filter((match) => match.path !== path || match.line !== home?.line) };
}

/** The text from a declaration's start up to its name, which is there only once. */
export function startOf(home: Match, name: string): string {
  return home.text.slice(0, home.text.indexOf(` ${name}`) + 1 + name.length);
}
