import type { ComputerModelSession, ComputerTask, ComputerTurn, Decision, ModelStep, Observation } from "@massgen/core";
import { type PreparedFrame, prepareFrame } from "../frames/prepare-frame.ts";
import { extend, type History, layOut, type UserMessage } from "../history/history.ts";
import { userText } from "../history/user-text.ts";
import { modelText } from "../parse/model-text.ts";
import { systemPrompt } from "../prompt/system-prompt.ts";
import { askForDecision } from "./ask-for-decision.ts";
import { pageAnswer, pageRequest } from "./read-page.ts";
import type { SessionSetup } from "./session-setup.ts";
import { readStepOutput, type StepOutput } from "./step-output.ts";
import { createTally, type Tally } from "./tally.ts";

/** Where a session stands: replaced after each step that went well, never changed. */
interface State {
  readonly history: History;
  /** Whether the last decision stopped at a critical point. */
  readonly isAtCriticalPoint: boolean;
}

/**
 * A Fara model at work on a task.
 *
 * @throws MassGenError `unreadable-past`
 */
export function createSession(task: ComputerTask, setup: SessionSetup): ComputerModelSession {
  const { profile, endpoint, dialect } = setup;
  const { pictures } = profile;
  const outputs = (task.past ?? []).map(({ output }, index) => readStepOutput(output, index));
  // The same prompt all the time, so that servers can keep what they have read.
  const date = setup.now();
  let state: State | undefined;

  function prepare({ frame }: Observation): Promise<PreparedFrame> {
    return prepareFrame(frame, { rule: profile.resize, resize: setup.resize, mediaType: setup.mediaType });
  }

  function userMessage(turn: ComputerTurn, { history, isAtCriticalPoint }: State, answer: string | undefined) {
    const isFirst = history.length === 0;
    return userText(turn, {
      task: isFirst ? task.task : undefined,
      story: task.story,
      pageAnswer: answer,
      wasAtCriticalPoint: isAtCriticalPoint,
    });
  }

  function afterStep(before: State, user: UserMessage, output: StepOutput, decision: Decision): State {
    const history = extend(before.history, { user, assistant: output.text }, pictures);
    return { history, isAtCriticalPoint: decision.type === "finish" && decision.criticalPoint !== undefined };
  }

  /** Makes the history of the earlier run, with the pictures that will be sent again. */
  async function rebuild(): Promise<State> {
    const past = task.past ?? [];
    let rebuilt: State = { history: [], isAtCriticalPoint: false };
    for (const [index, { turn }] of past.entries()) {
      const output = outputs[index] ?? { text: "" };
      const isShown = index >= past.length - (pictures - 1) && turn.observation.frame.data.length > 0;
      const picture = isShown ? { picture: (await prepare(turn.observation)).url } : {};
      const user = { ...userMessage(turn, rebuilt, output.pageAnswer), ...picture };
      const { width, height } = turn.observation.frame;
      rebuilt = afterStep(rebuilt, user, output, dialect.decode(output.text, { frame: { width, height } }));
    }
    return rebuilt;
  }

  async function readPage({ outcome }: ComputerTurn, tally: Tally, signal: AbortSignal | undefined) {
    if (outcome?.type !== "page-text") return undefined;
    const { temperature, maximumOutputTokens, extraBody } = setup.parameters;
    const { stop: _, ...others } = extraBody;
    const request = { ...pageRequest(outcome.question, outcome.text), temperature, maximumOutputTokens };
    const answer = await endpoint.ask({ ...request, extraBody: others }, tally, signal);
    return pageAnswer(outcome.question, modelText(answer));
  }

  return {
    async decide(turn, { signal } = {}): Promise<ModelStep> {
      signal?.throwIfAborted();
      state ??= await rebuild();
      const before = state;
      const { frame, sent, url } = await prepare(turn.observation);
      signal?.throwIfAborted();
      const tally = createTally();
      const answer = await readPage(turn, tally, signal);
      const user: UserMessage = { ...userMessage(turn, before, answer), picture: url };
      const { cursor } = turn.observation;
      const instructions = systemPrompt({ profile, sent, actions: setup.actions, date, custom: setup.systemPrompt });
      const { decision, text } = await askForDecision(
        {
          instructions,
          items: layOut(before.history, user, pictures),
          context: { frame, sent, ...(cursor === undefined ? {} : { cursor }) },
        },
        setup,
        tally,
        signal,
      );
      const output: StepOutput = { text, ...(answer === undefined ? {} : { pageAnswer: answer }) };
      state = afterStep(before, user, output, decision);
      const { usage, requests } = tally;
      return { decision, output, requests, ...(usage === undefined ? {} : { usage }) };
    },
  };
}
