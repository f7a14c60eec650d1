import type { Decision } from "@massgen/core";
import { sameDecision } from "./same-decision.ts";

/** Times that the same thing is done on the same picture, with nothing else done in between: then the model is told, and then the run fails. */
const nudgeAt = 3;
const failAt = 5;
/** Steps after which going to and fro is told. */
const oscillationLength = 10;

interface Place {
  readonly decision: Decision;
  readonly picture: string;
}

type StuckVerdict =
  | { readonly type: "fine" }
  | { readonly type: "remark"; readonly text: string }
  | { readonly type: "stuck"; readonly times: number };

/** Notices a model that repeats itself. */
export interface StuckDetector {
  /**
   * Takes in a step.
   *
   * @param picture - names what the model saw, e.g. by its hash and URL.
   */
  step(decision: Decision, picture: string): StuckVerdict;
}

export function createStuckDetector(): StuckDetector {
  let repeated: Decision | undefined;
  let pictures = new Map<string, number>();
  let recent: Place[] = [];

  const toAndFro = (): boolean => {
    const [a, b] = recent;
    if (recent.length < oscillationLength || a === undefined || b === undefined || same(a, b)) return false;
    return recent.every((place, index) => same(place, index % 2 === 0 ? a : b));
  };

  return {
    step(decision, picture) {
      const place = { decision, picture };
      if (repeated === undefined || !sameDecision(repeated, decision)) {
        repeated = decision;
        pictures = new Map();
      }
      // Of all that were seen meanwhile: a caret that blinks makes two pictures of one screen.
      const times = (pictures.get(picture) ?? 0) + 1;
      pictures.set(picture, times);
      if (times >= failAt && !isWaiting(decision)) return { type: "stuck", times };
      if (times === nudgeAt) {
        return {
          type: "remark",
          text: `You have decided the same ${nudgeAt} times in a row on the same screen. Try another way.`,
        };
      }
      recent = [...recent, place].slice(-oscillationLength);
      if (!toAndFro()) return { type: "fine" };
      recent = [];
      return {
        type: "remark",
        text: `Your last ${oscillationLength} steps go to and fro between the same two screens. Try another way.`,
      };
    },
  };
}

function same(one: Place, other: Place): boolean {
  return one.picture === other.picture && sameDecision(one.decision, other.decision);
}

/** Waiting for something to happen is no sign of being stuck; the budget ends it. */
function isWaiting(decision: Decision): boolean {
  return decision.type === "act" && decision.actions.every(({ type }) => type === "wait" || type === "screenshot");
}
