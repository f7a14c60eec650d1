import { unsafeCharacters } from "./unsafe-characters.ts";

/** Characters that structure JSON text. */
const whitespace = /^[\t\n\r]$/;

/** JSON text of the same value in which characters that a terminal would obey are escaped. */
export function terminalSafeJson(json: string): string {
  return json.replace(unsafeCharacters, (run) => run.split("").map(escapeUnit).join(""));
}

function escapeUnit(unit: string): string {
  return whitespace.test(unit) ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
