const pathFields = [
  ..."path paths file files file_path filePath file_paths filePaths filepath filename file_name".split(" "),
  ..."target_file targetFile notebook_path absolute_path relative_path relative_workspace_path".split(" "),
];
const addressFields = ["url", "uri", "href", "link", "urls"];
const commandFields = ["command", "cmd", "script"];
const movedFrom = ["source", "src", "old_path", "from", "source_path", "oldPath"];
const movedTo = ["destination", "dest", "new_path", "to", "destination_path", "newPath"];

type Input = Readonly<Record<string, unknown>>;

/** Paths that a call was given, under any of the usual names. */
export function pathsIn(input: Input): readonly string[] {
  return textsIn(input, pathFields);
}

export function addressesIn(input: Input): readonly string[] {
  return textsIn(input, addressFields);
}

/** Where something was moved from and to; `undefined` where not both are there. */
export function moveIn(input: Input): string | undefined {
  const [from] = textsIn(input, movedFrom);
  const [to] = textsIn(input, movedTo);
  return from === undefined || to === undefined ? undefined : `${from} → ${to}`;
}

/** Commands as texts; one that is a list of words, as for `execve`, is one command. */
export function commandsIn(input: Input): readonly string[] {
  const nested = typeof input.action === "object" && input.action !== null ? input.action : {};
  const fields = { ...nested, ...input };
  const { commands } = fields as Input;
  if (Array.isArray(commands)) return commands.filter((command) => typeof command === "string");
  return textsIn(fields, commandFields, (words) =>
    /^(?:\/bin\/)?(?:ba|z|da)?sh$/.test(words[0] ?? "") ? (words.at(-1) ?? "") : words.join(" "),
  );
}

/** Strings in any of some fields, of lists too; `joined` makes one of a list instead. */
function textsIn(
  input: Input,
  fields: readonly string[],
  joined?: (words: readonly string[]) => string,
): readonly string[] {
  return fields.flatMap((field) => {
    const value = input[field];
    if (typeof value === "string") return [value];
    if (!Array.isArray(value)) return [];
    const words = value.flatMap((entry: unknown) => (typeof entry === "string" ? [entry] : pathOf(entry)));
    return joined === undefined || words.length === 0 ? words : [joined(words)];
  });
}

/** Lists of files to read often hold objects with a path each. */
function pathOf(entry: unknown): readonly string[] {
  if (typeof entry !== "object" || entry === null || !("path" in entry)) return [];
  return typeof entry.path === "string" ? [entry.path] : [];
}
