import type { ConversationView, Edit, Strategy, SummaryModel } from "@massgen/compaction";
import { naiveHeading, naivePrompt } from "./prompt.ts";
import { renderItems } from "./render-items.ts";

/** Newest steps that stay: a step is a user message, or a response with the outputs of its calls. */
const keptSteps = 10;

/** Tokens that the answer may have. */
const answerTokens = 4_000;

/**
 * What agents that summarise by themselves usually do: the whole older part goes into one prompt as text, the answer
 * takes its place as one message, and the newest steps stay. It knows no target, looks at no answer and asks once.
 *
 * What our compaction would not let go stays here too (the system's messages, the first and the last of the user's), and
 * it cuts where a conversation may be cut, or its results would be refused.
 */
export function naiveSummary(model: SummaryModel): Strategy<unknown> {
  return {
    name: "naive-summary",
    async propose(view, _budget, signal) {
      const covered = oldItems(view);
      const [before] = covered;
      if (before === undefined) return { kind: "nothing", reason: "nothing is older than the newest steps" };
      const answer = await model({
        instructions: naivePrompt,
        input: renderItems(view, covered),
        maximumTokens: answerTokens,
        ...(signal && { signal }),
      });
      const { text, usage } = typeof answer === "string" ? { text: answer, usage: null } : answer;
      // As the last user message it would pass for the task, and could never go again.
      const role = view.facts.findLastIndex((fact) => fact.role === "user") > before ? "user" : "assistant";
      const item = view.adapter.message(role, `${naiveHeading}\n\n${text ?? ""}`);
      const removals = covered.map((index): Edit<unknown> => ({ kind: "remove", index, reason: "summarised" }));
      return {
        kind: "edits",
        edits: [{ kind: "insert", before, item, covers: covered, reason: "a summary" }, ...removals],
        cost: { calls: 1, ...(usage && { usage }) },
      };
    },
  };
}

/** Indexes of what comes before the newest steps, in whole steps, without what has to stay. */
function oldItems({ cutPoints, pinned }: ConversationView<unknown>): readonly number[] {
  const steps = cutPoints.slice(0, -1).map((start, position) => {
    const end = cutPoints[position + 1] ?? start;
    return Array.from({ length: end - start }, (_, offset) => start + offset);
  });
  return steps.slice(0, -keptSteps).flatMap((step) => (step.some((index) => pinned.has(index)) ? [] : step));
}
