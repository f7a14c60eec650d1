const named: ReadonlySet<string> = new Set([
  "Enter",
  "Tab",
  "Escape",
  "Backspace",
  "Delete",
  "Home",
  "End",
  "PageUp",
  "PageDown",
  "ArrowUp",
  "ArrowDown",
  "ArrowLeft",
  "ArrowRight",
  "Control",
  "Shift",
  "Alt",
  "Meta",
]);

/** Whether the keyboard has a key. */
export function isKey(key: string): boolean {
  return named.has(key) || [...key].length === 1;
}

/** What a chord makes of a field's text; `undefined` where it does nothing to it. */
export function pressKeys(keys: readonly string[], text: string): string | undefined {
  const last = keys.at(-1) ?? "";
  if (keys.some((key) => key === "Control" || key === "Meta" || key === "Alt")) return undefined;
  if (last === "Backspace") return [...text].slice(0, -1).join("");
  if (last === "Enter") return `${text}\n`;
  return [...last].length === 1 ? text + last : undefined;
}
