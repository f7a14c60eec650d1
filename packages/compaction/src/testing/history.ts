import fc from "fast-check";

/** One answer of a model with the calls that it makes at once. What is optional not every format can show. */
export interface ResponseStep {
  readonly kind: "response";
  readonly reasoning: boolean;
  readonly text: string;
  /** Each call's output; `undefined` where it was never answered. */
  readonly outputs: readonly (string | undefined)[];
  /** Whether the first output shows an image too. */
  readonly picture?: boolean;
  /** Whether each output has a message of its own, where a format could have them in one. */
  readonly apart?: boolean;
  /** Whether the user was asked before the last call. */
  readonly approval?: boolean;
  /** What the user says along with the outputs. */
  readonly aside?: string;
}

/** One step of a made-up conversation, in no format yet. */
export type Step =
  | { readonly kind: "message"; readonly role: "system" | "developer" | "user" | "assistant"; readonly text: string }
  | { readonly kind: "image"; readonly text: string }
  | ResponseStep
  | { readonly kind: "screenshot"; readonly answered: boolean }
  /** A tool that the provider runs; `deferred` is one whose answer comes after that of another call. */
  | { readonly kind: "search"; readonly deferred: boolean; readonly text: string }
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

/** True once in so many times. */
const seldom = (times: number) => fc.integer({ min: 1, max: times }).map((drawn) => drawn === 1);

const response: fc.Arbitrary<ResponseStep> = fc.record({
  kind: fc.constant("response" as const),
  reasoning: fc.boolean(),
  text: fc.oneof(fc.constant(""), words),
  outputs: fc.array(fc.option(output, { nil: undefined, freq: 8 }), { minLength: 1, maxLength: 3 }),
  picture: seldom(6),
  apart: fc.boolean(),
  approval: seldom(6),
  aside: fc.oneof({ weight: 5, arbitrary: fc.constant("") }, { weight: 1, arbitrary: words }),
});

const message = <Role extends string>(...roles: readonly Role[]) =>
  fc.record({ kind: fc.constant("message" as const), role: fc.constantFrom(...roles), text: words });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: response },
  { weight: 2, arbitrary: message("user") },
  { weight: 2, arbitrary: message("assistant", "developer", "system") },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("image" as const), text: words }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("screenshot" as const), answered: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("search" as const), deferred: fc.boolean(), text: words }),
  },
  { weight: 1, arbitrary: fc.constantFrom({ kind: "dangling-reasoning" as const }, { kind: "compaction" as const }) },
);

/** Conversations with parallel and unanswered calls, reasoning, images, screenshots and tools of the provider. */
export const histories: fc.Arbitrary<readonly Step[]> = fc.array(step, { minLength: 1, maxLength: 30 });
