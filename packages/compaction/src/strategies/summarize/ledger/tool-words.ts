/** What the words in tools' names say that they do. The first that matches counts. */
const fileActions: readonly (readonly [action: string, words: ReadonlySet<string>])[] = [
  ["deleted", new Set(["delete", "remove", "unlink", "rm"])],
  ["moved", new Set(["move", "rename", "mv"])],
  ["created", new Set(["create"])],
  ["edited", new Set(["edit", "multiedit", "update", "patch", "replace", "modify", "insert", "append"])],
  ["wrote", new Set(["write", "save", "put"])],
  ["read", new Set(["read", "view", "open", "cat", "load", "show", "get"])],
];

const shells = new Set("bash sh zsh shell powershell terminal exec execute run command cmd".split(" "));
const fetchers = new Set(
  "fetch browse browser navigate goto visit download crawl scrape http curl web url open".split(" "),
);

/** Sub-commands of editor tools that are one tool with a `command` argument. */
export const editorActions: ReadonlyMap<string, string> = new Map([
  ["view", "read"],
  ["create", "created"],
  ["str_replace", "edited"],
  ["insert", "edited"],
  ["undo_edit", "edited"],
  ["delete", "deleted"],
]);

/** What a tool does to the files that it is given, by its name; `undefined` where the name does not say. */
export function fileActionOf(name: string): string | undefined {
  const words = wordsOf(name);
  return fileActions.find(([, known]) => words.some((word) => known.has(word)))?.[0];
}

export function isShell(name: string): boolean {
  return wordsOf(name).some((word) => shells.has(word));
}

export function isFetcher(name: string): boolean {
  return wordsOf(name).some((word) => fetchers.has(word));
}

/** The words in a name, whatever its case: `readFile`, `read_file`, `mcp__fs__read-file`. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/);
}
