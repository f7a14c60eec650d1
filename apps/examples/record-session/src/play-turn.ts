import type { Step, Turn } from "./model/turn.ts";
import type { Recording } from "./recording/recording.ts";
import type { Toolbox } from "./tools/toolbox.ts";

/**
 * One turn of an agent: the user asks, the model calls tools until it can answer. With a model behind an API the shape is
 * the same; its response's output items take the place of a {@link Step}.
 */
export async function playTurn(turn: Turn, recording: Recording, toolbox: Toolbox): Promise<void> {
  recording.say("user", turn.question);
  const model = turn.play();
  let outputs: readonly string[] = [];
  for (;;) {
    const next = model.next(outputs);
    if (next.done === true) {
      recording.answer(next.value);
      return;
    }
    const callIds = recordStep(next.value, recording);
    // The user pressed stop: the call stays without an output, and the turn without an answer.
    if (next.value.interrupted === true) return;
    outputs = await Promise.all(next.value.calls.map(({ name, input }) => toolbox.run(name, input)));
    callIds.forEach((callId, index) => {
      recording.output(callId, outputs[index] ?? "");
    });
  }
}

function recordStep(step: Step, recording: Recording): readonly string[] {
  if (step.thought !== undefined) recording.think(step.thought);
  if (step.remark !== undefined) recording.answer(step.remark);
  return step.calls.map((request) => recording.call(request));
}
