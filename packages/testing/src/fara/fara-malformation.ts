import type { EmulatedReply } from "../openai/model/emulated-reply.ts";
import { pythonLiteral } from "./python-literal.ts";
import { jsonLikePython, type WrittenCall } from "./write-call.ts";

/** Spoils an answer; `closing` is what its generation ends a call with, empty where the server cuts it off. */
type Spoil = (call: WrittenCall) => EmulatedReply;

const text = (written: string): EmulatedReply => ({ text: written });
const tagged = ({ thoughts, closing }: WrittenCall, body: string) =>
  text(`${thoughts}\n<tool_call>\n${body}${closing}`);
const withArguments = (call: WrittenCall, change: (given: Record<string, unknown>) => Record<string, unknown>) =>
  tagged(call, jsonLikePython({ name: "computer_use", arguments: change({ ...call.arguments }) }));

function numbersAsText(given: Record<string, unknown>): Record<string, unknown> {
  const written = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(written) : typeof value === "number" ? String(value) : value;
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, written(value)]));
}

/** Ways in which answers have been seen to be spoilt that still say what is meant. */
const recoverable = {
  "no-closing-tag": (call) => text(`${call.thoughts}\n<tool_call>\n${call.json}`),
  "opening-tag-closes": (call) => text(`${call.thoughts}\n<tool_call>\n${call.json}\n<tool_call>`),
  "tags-on-one-line": (call) => text(`${call.thoughts}<tool_call>${call.json}</tool_call>`),
  "tag-in-thoughts": (call) => tagged({ ...call, thoughts: `I use <tool_call> now. ${call.thoughts}` }, call.json),
  fenced: (call) => text(`${call.thoughts}\n<tool_call>\n\`\`\`json\n${call.json}\n\`\`\`\n</tool_call>`),
  bare: (call) => text(`${call.thoughts}\n${call.json}`),
  "double-braces": (call) => tagged(call, call.json.replaceAll("{", "{{").replaceAll("}", "}}")),
  "trailing-comma": (call) => tagged(call, call.json.replace(/\}\}$/, ",}}")),
  "unquoted-keys": (call) => tagged(call, call.json.replaceAll(/"(\w+)":/g, "$1:")),
  "python-literals": (call) => tagged(call, pythonLiteral({ name: "computer_use", arguments: call.arguments })),
  "xml-call": ({ thoughts, arguments: given }) =>
    text(
      `${thoughts}\n<tool_call>\n<function=computer_use>\n${Object.entries(given)
        .map(
          ([name, value]) =>
            `<parameter=${name}>\n${typeof value === "string" ? value : JSON.stringify(value)}\n</parameter>`,
        )
        .join("\n")}\n</function>\n</tool_call>`,
    ),
  "native-call": ({ thoughts, arguments: given }) => ({
    text: thoughts,
    calls: [{ name: "computer_use", arguments: given }],
  }),
  "reasoning-only": (call) => ({ reasoning: `${call.thoughts}\n<tool_call>\n${call.json}`, text: "" }),
  "thoughts-as-reasoning": (call) => ({
    reasoning: call.thoughts,
    text: `\n\n<tool_call>\n${call.json}${call.closing}`,
  }),
  "stray-think": (call) => text(`${call.thoughts}\n</think>\n\n<tool_call>\n${call.json}${call.closing}`),
  "name-for-action": (call) => withArguments(call, ({ action, ...rest }) => ({ name: action, ...rest })),
  "action-as-function": (call) => {
    const { action, ...rest } = call.arguments;
    return tagged(call, jsonLikePython({ name: action, arguments: rest }));
  },
  "stringified-arguments": (call) =>
    tagged(call, jsonLikePython({ name: "computer_use", arguments: jsonLikePython(call.arguments) })),
  "extra-arguments": (call) =>
    withArguments(call, (given) => ({ ...given, confidence: 0.9, reason: "It looks right." })),
  "wrapped-call": (call) =>
    tagged(call, jsonLikePython({ type: "function", function: { name: "computer_use", arguments: call.arguments } })),
  "numbers-as-text": (call) => withArguments(call, numbersAsText),
  "coordinate-as-text": (call) =>
    withArguments(call, (given) =>
      Array.isArray(given.coordinate) ? { ...given, coordinate: `(${given.coordinate.join(", ")})` } : given,
    ),
  "repeated-call": (call) => {
    const block = `<tool_call>\n${call.json}\n</tool_call>`;
    return text(`${call.thoughts}\n${block}\n${block}`);
  },
} as const satisfies Record<string, Spoil>;

/** Ways in which nothing can be done with an answer but to ask again. */
const hopeless = {
  empty: () => text(""),
  prose: ({ thoughts }) => text(`${thoughts} I would click on the button in the middle.`),
  "cut-json": (call) => text(`${call.thoughts}\n<tool_call>\n${call.json.slice(0, -Math.ceil(call.json.length / 3))}`),
  "unknown-action": (call) => withArguments(call, (given) => ({ ...given, action: "teleport" })),
  "far-coordinate": (call) =>
    withArguments(call, (given) => ({ ...given, action: "left_click", coordinate: [90_000, -5] })),
  "no-coordinate": (call) => withArguments(call, () => ({ action: "left_click" })),
  huge: ({ thoughts }) => text(`${thoughts} ${"la ".repeat(3_500_000)}`),
} as const satisfies Record<string, Spoil>;

const all: Readonly<Record<string, Spoil>> = { ...recoverable, ...hopeless };

/** A malformation that was reported of Fara or of a server for it, by name. */
export type FaraMalformation = keyof typeof recoverable | keyof typeof hopeless;

/** Those after which the decision can still be read. */
export const recoverableFaraMalformations: readonly FaraMalformation[] = names(recoverable);

/** Those after which the model has to be asked again. */
export const hopelessFaraMalformations: readonly FaraMalformation[] = names(hopeless);

/** An answer spoilt in that way. */
export function malform(malformation: FaraMalformation, call: WrittenCall): EmulatedReply {
  return all[malformation]?.(call) ?? text("");
}

function names<Name extends FaraMalformation>(table: Readonly<Record<Name, Spoil>>): readonly Name[] {
  return Object.keys(table).filter((name): name is Name => name in table);
}
