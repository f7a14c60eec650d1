import { MassGenError } from "@massgen/core";
import type { Instructions, ModelMessage, PrepareStepFunction, ToolSet } from "ai";
import { kindOf } from "../../adapters/invalid-item.ts";
import { checkSignal } from "../../compactor/call-checks.ts";
import type { FitOptions } from "../../compactor/compactor.ts";
import { createCarriedWindow } from "../carried-window.ts";
import { type CompactorOrSettings, compactorOf } from "../compactor-of.ts";
import { checkObject, invalidGlueOption } from "../glue-checks.ts";
import { instructionsText } from "./instructions-text.ts";

/** What the SDK tells of a step. */
export type PreparedStep = Parameters<PrepareStepFunction<ToolSet>>[0];

/** What a `prepareStep` of one's own may answer; settings that are not listed are handed on. */
export type OwnStepSettings =
  | {
      readonly messages?: readonly ModelMessage[];
      readonly instructions?: Instructions;
      readonly system?: Instructions;
    }
  | undefined;

export interface PrepareStepOptions<Settings extends OwnStepSettings> {
  /** The tools of the call, which the SDK does not tell; counted with the messages. Default: none. */
  readonly tools?: ToolSet | undefined;
  /** A `prepareStep` of your own, which runs first; its messages are the ones that are compacted. */
  readonly prepareStep?: (step: PreparedStep) => Settings | PromiseLike<Settings>;
  /** The signal that the call was given too. */
  readonly signal?: AbortSignal | undefined;
}

/** A `prepareStep` for one conversation. */
export interface CompactingPrepareStep<Settings extends OwnStepSettings> {
  (step: PreparedStep): Promise<Settings & { messages: ModelMessage[] }>;
  /**
   * To be called after a call failed with a context overflow: compacts the messages of the step that failed. What it
   * answers with is what to call again with; no tool runs twice.
   *
   * @throws MassGenError `invalid-option` where no step was prepared yet.
   */
  recover(): Promise<{ readonly messages: ModelMessage[]; readonly compacted: boolean }>;
}

/**
 * The `prepareStep` of `generateText`, `streamText` or a `ToolLoopAgent` that keeps a conversation inside its window. It
 * notes the usage of the step before, and compacts where the step would reach the trigger. The next call may go on with
 * all messages of the conversation: what was compacted stays so.
 *
 * @param given - a compactor of your own, of the format `ai-sdk`, or the settings of one; one for each conversation.
 * @throws MassGenError `invalid-option`
 */
export function compactingPrepareStep<Settings extends OwnStepSettings = object>(
  given: CompactorOrSettings<ModelMessage>,
  options: PrepareStepOptions<Settings> = {},
): CompactingPrepareStep<Settings> {
  checkOptions(options);
  const { tools, prepareStep, signal } = options;
  const carried = createCarriedWindow(compactorOf(given, { format: "ai-sdk" }));
  let last: { readonly messages: readonly ModelMessage[]; readonly options: FitOptions } | undefined;

  async function prepare(step: PreparedStep): Promise<Settings & { messages: ModelMessage[] }> {
    checkObject(step, "The step", "Pass the function as prepareStep, which the SDK calls.");
    carried.record(Array.isArray(step.steps) ? step.steps.at(-1)?.usage : undefined);
    const settings = await prepareStep?.(step);
    const messages = settings?.messages ?? step.messages;
    const instructions = instructionsText(settings?.instructions ?? settings?.system ?? step.instructions);
    const fitOptions = { request: { instructions, tools }, ...(signal && { signal }) };
    last = { messages, options: fitOptions };
    const { items } = await carried.fit(messages, fitOptions);
    return { ...(settings as Settings), messages: [...items] };
  }

  return Object.assign(prepare, {
    async recover() {
      if (last === undefined) {
        throw new MassGenError("No step was prepared, so there is nothing to recover.", {
          code: "invalid-option",
          remedy: "Pass the function as prepareStep, and call recover after the call has failed.",
        });
      }
      const { items, report } = await carried.recover(last.messages, last.options);
      return { messages: [...items], compacted: report.status === "compacted" };
    },
  });
}

function checkOptions(options: unknown): void {
  const remedy = "Pass, for example, { tools, signal }, or leave it out.";
  checkObject(options, "The second argument of compactingPrepareStep", remedy);
  const { tools, prepareStep, signal } = options;
  if (tools !== undefined) checkObject(tools, "tools", "Pass the tools of the call by their names.");
  if (prepareStep !== undefined && typeof prepareStep !== "function") {
    throw invalidGlueOption(
      `prepareStep is ${kindOf(prepareStep)}, not a function.`,
      "Leave it out where there is none.",
    );
  }
  checkSignal(signal);
}
