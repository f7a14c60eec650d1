import type { SampleText } from "./corpus.ts";
import type { RandomSource } from "./random.ts";

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const HEXADECIMAL = "0123456789abcdef";
const WORDS = "src index utils core main test data model config server client router token parse build types".split(
  " ",
);
const EMOJI_BLOCKS: readonly (readonly [number, number])[] = [
  [0x1f300, 0x1f5ff],
  [0x1f600, 0x1f64f],
  [0x1f680, 0x1f6c5],
  [0x1f90d, 0x1f9ff],
];

/** Texts that tool output is full of and that few files hold, `count` of each kind. */
export function generateTexts(count: number, random: RandomSource): SampleText[] {
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(values: ArrayLike<T>): T => values[below(values.length)] as T;
  const run = (alphabet: string, length: number) => Array.from({ length }, () => pick(alphabet)).join("");
  const lines = (line: () => string) => Array.from({ length: 2 + below(40) }, line).join("\n");
  const emoji = () => {
    const [first, last] = pick(EMOJI_BLOCKS);
    return String.fromCodePoint(first + below(last - first));
  };

  const generators: Readonly<Record<string, () => string>> = {
    base64: () => run(BASE64, 100 + below(4_000)),
    "wrapped base64": () => lines(() => run(BASE64, 76)),
    hexadecimal: () => run(HEXADECIMAL, 40 + below(2_000)),
    identifiers: () => lines(() => [8, 4, 4, 4, 12].map((length) => run(HEXADECIMAL, length)).join("-")),
    tree: () => lines(() => `${"│   ".repeat(below(3))}${pick(["├── ", "└── "])}${pick(WORDS)}${pick(["", ".ts"])}`),
    table: () => {
      const width = 8 + below(20);
      const rule = `├${"─".repeat(width)}┼${"─".repeat(width)}┤`;
      return lines(() => pick([rule, `│ ${pick(WORDS).padEnd(width - 2)} │ ${pick(WORDS).padEnd(width - 2)} │`]));
    },
    emoji: () => lines(() => `${pick(["- ", ""])}${emoji()} ${pick(WORDS)} the ${pick(WORDS)} for ${pick(WORDS)}`),
    padding: () => lines(() => `${pick(WORDS)}${pick([" ", "\t"]).repeat(60 + below(600))}${pick(WORDS)}`),
  };
  return Object.entries(generators).flatMap(([kind, generate]) =>
    Array.from({ length: count }, () => ({ kind, text: generate(), directory: kind })),
  );
}
