import fc from "fast-check";

/** One step of a made-up conversation, in no format yet. */
export type Step =
  | { readonly kind: "message"; readonly role: "system" | "developer" | "user" | "assistant"; readonly text: string }
  | { readonly kind: "image"; readonly text: string }
  | {
      readonly kind: "response";
      readonly reasoning: boolean;
      readonly text: string;
      /** Each call's output; `undefined` where it was never answered. */
      readonly outputs: readonly (string | undefined)[];
    }
  | { readonly kind: "screenshot"; readonly answered: boolean }
  | { readonly kind: "dangling-reasoning" }
  /** What native compaction leaves. */
  | { readonly kind: "compaction" };

const words = fc.stringMatching(/^[a-z ,.\n]{0,60}$/);
const output = fc.oneof(
  { weight: 3, arbitrary: words },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 50, max: 1500 }).map((count) => "line of tool output\n".repeat(count / 10)),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("response" as const),
      reasoning: fc.boolean(),
      text: fc.oneof(fc.constant(""), words),
      outputs: fc.array(fc.option(output, { nil: undefined, freq: 8 }), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("message" as const), role: fc.constant("user" as const), text: words }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("message" as const),
      role: fc.constantFrom("assistant" as const, "developer" as const, "system" as const),
      text: words,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("image" as const), text: words }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("screenshot" as const), answered: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constantFrom({ kind: "dangling-reasoning" as const }, { kind: "compaction" as const }) },
);

/** Conversations with parallel and unanswered calls, reasoning, images and screenshots. */
export const histories: fc.Arbitrary<readonly Step[]> = fc.array(step, { minLength: 1, maxLength: 30 });
