import { secretSpellings } from "./secret-spellings.ts";

/** A value and the name that is put in its place. */
export interface MaskedValue {
  readonly name: string;
  readonly value: string;
  /** Digits that stand for something only where no digit is beside them. */
  readonly isCode?: boolean;
}

/** What a model writes for a secret, and sees in its place. */
export function placeholder(name: string): string {
  return `<secret>${name}</secret>`;
}

/** Makes a function that puts placeholders in place of values. It leaves placeholders as they are. */
export function createMask(values: readonly MaskedValue[]): (text: string) => string {
  const kept = values.map(({ name }) => placeholder(name));
  const spelled = values.map((value) => ({ ...value, spellings: spellingsOf(value) }));
  const masks = [
    replacer(
      kept,
      spelled.flatMap(({ name, spellings }) => spellings.anyCase.map((text) => ({ name, text }))),
      "gi",
    ),
    replacer(
      kept,
      spelled.flatMap(({ name, spellings }) => spellings.exact.map((text) => ({ name, text }))),
      "g",
    ),
  ];
  return (text) => masks.reduce((masked, mask) => mask(masked), text);
}

interface Spelling {
  readonly name: string;
  /** Source of an expression. */
  readonly text: string;
}

function spellingsOf({ value, isCode }: MaskedValue) {
  if (isCode) return { anyCase: [`(?<!\\d)${value.slice(0, 3)}[ \\u00a0-]?${value.slice(3)}(?!\\d)`], exact: [] };
  const { anyCase, exact } = secretSpellings(value);
  return { anyCase: anyCase.map(escapeExpression), exact: exact.map(escapeExpression) };
}

/** The longest first, so that a value inside another does not leave the rest of it. */
function replacer(kept: readonly string[], spellings: readonly Spelling[], flags: string): (text: string) => string {
  if (spellings.length === 0) return (text) => text;
  const sorted = spellings.toSorted((first, second) => second.text.length - first.text.length);
  const alternatives = [kept.map(escapeExpression).join("|"), ...sorted.map(({ text }) => text)];
  const expression = new RegExp(alternatives.map((source) => `(${source})`).join("|"), flags);
  return (text) =>
    text.replace(expression, (whole, ...groups: unknown[]) => {
      const index = groups.findIndex((group) => group !== undefined);
      const name = sorted[index - 1]?.name;
      return name === undefined ? whole : placeholder(name);
    });
}

function escapeExpression(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
