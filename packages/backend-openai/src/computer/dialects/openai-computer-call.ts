import type { ComputerAction, ResponseComputerToolCall } from "openai/resources/responses/responses";

/** One action as OpenAI writes it. */
export type OpenaiComputerAction = ComputerAction;

/**
 * What a `computer_call` item says, without its ids and status. The tool `computer` fills `actions`, its preview
 * `action`.
 */
export interface OpenaiComputerCall {
  readonly type: "computer_call";
  readonly actions?: readonly OpenaiComputerAction[];
  readonly action?: OpenaiComputerAction;
  readonly pending_safety_checks: readonly ResponseComputerToolCall.PendingSafetyCheck[];
}
