/** What a line of a chat asks for. */
export type ChatEntry =
  | { readonly kind: "nothing" }
  | { readonly kind: "say"; readonly text: string }
  | { readonly kind: "command"; readonly name: string; readonly rest: string };

/** Reads a line: a command begins with `/`, and a text that does too is written with `//`. */
export function parseEntry(line: string): ChatEntry {
  const text = line.trim();
  if (text === "") return { kind: "nothing" };
  if (text.startsWith("//")) return { kind: "say", text: text.slice(1) };
  if (!text.startsWith("/")) return { kind: "say", text };
  const [name = ""] = /^\S+/.exec(text) ?? [];
  return { kind: "command", name: name.toLowerCase(), rest: text.slice(name.length).trim() };
}
