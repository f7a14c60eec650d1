import type { ItemFacts } from "../adapters/item-adapter.ts";
import type { CallPair } from "./pairing.ts";

/** What the properties of a cut look at. */
export interface CutContext {
  readonly facts: readonly ItemFacts[];
  readonly pairs: readonly CallPair[];
}

/**
 * One reason why a conversation must not be cut at a place. A place is the index of the item that would come first after
 * the cut; a range holds both of its ends.
 */
export interface CutProperty {
  readonly name: string;
  /** Calls `forbid` for each range; for a single place once with that place at both ends. */
  forbidden(context: CutContext, forbid: (from: number, to: number) => void): void;
}

/** A result is valid only after its call: no cut between the two. */
export const callWithResult: CutProperty = {
  name: "call-with-result",
  forbidden({ pairs }, forbid) {
    for (const { callIndex, resultIndex } of pairs) {
      if (resultIndex > callIndex) forbid(callIndex + 1, resultIndex);
    }
  },
};

/** Reasoning is valid only directly before the item that it led to: no cut right after it. */
export const reasoningWithItem: CutProperty = {
  name: "reasoning-with-item",
  forbidden({ facts }, forbid) {
    facts.forEach((fact, index) => {
      if (fact.reasoning) forbid(index + 1, index + 1);
    });
  },
};

/**
 * The parts of one model response (text and the calls that it made at once) share the reasoning before them and make
 * sense only together: no cut between neighbours that the model produced.
 */
export const responseTogether: CutProperty = {
  name: "response-together",
  forbidden({ facts }, forbid) {
    facts.forEach((fact, index) => {
      const before = facts[index - 1];
      if (before?.role === "assistant" && !before.reasoning && fact.role === "assistant") forbid(index, index);
    });
  },
};

/** What an item answers that names no call, such as an approval, is right before it: no cut there. */
export const answerWithResponse: CutProperty = {
  name: "answer-with-response",
  forbidden({ facts }, forbid) {
    facts.forEach((fact, index) => {
      if (fact.role === "tool" && fact.results.length === 0) forbid(index, index);
    });
  },
};

export const cutProperties: readonly CutProperty[] = [
  callWithResult,
  reasoningWithItem,
  responseTogether,
  answerWithResponse,
];

/** Every place where a conversation may be cut, in order; the start and the end always are. */
export function cutPoints(context: CutContext, properties: readonly CutProperty[] = cutProperties): readonly number[] {
  const length = context.facts.length;
  const changes = new Int32Array(length + 2);
  const forbid = (from: number, to: number) => {
    changes[from] = (changes[from] ?? 0) + 1;
    changes[to + 1] = (changes[to + 1] ?? 0) - 1;
  };
  for (const property of properties) property.forbidden(context, forbid);
  const points: number[] = [];
  let forbidding = 0;
  for (let place = 0; place <= length; place += 1) {
    forbidding += changes[place] ?? 0;
    if (forbidding === 0 || place === 0 || place === length) points.push(place);
  }
  return points;
}
