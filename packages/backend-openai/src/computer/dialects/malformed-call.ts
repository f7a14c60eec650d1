/** A call that cannot be understood; the message is a sentence for the model. Never leaves a dialect. */
export class MalformedCall extends Error {}

/** Characters of a model's own words that are shown to it again. */
const quotedCharacters = 60;

/** A value of a call, short enough to be shown to the model again. */
export function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > quotedCharacters ? `${text.slice(0, quotedCharacters)}…` : text;
}
