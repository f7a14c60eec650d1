import { type EmulatedReply, type OpenaiEmulator, startOpenaiEmulator } from "@massgen/testing";

/** Name of the model that the emulator says to have. */
export const modelName = "emulated-model";

/** One batch of three actions, which the provider doubts; then the end. */
const replies: readonly EmulatedReply[] = [
  {
    items: [
      {
        type: "computer_call",
        actions: [
          { type: "click", button: "left", x: 250, y: 225 },
          { type: "type", text: "3" },
          { type: "click", button: "left", x: 250, y: 325 },
        ],
        pending_safety_checks: [
          { id: "check-1", code: "sensitive_domain", message: "The page belongs to somebody's employer." },
        ],
      },
    ],
  },
  { calls: [{ name: "finish", arguments: { status: "success", answer: "3 days of leave are asked for." } }] },
];

/** A model that never comes to an end: it moves the pointer about, at 3,000 tokens of input a step. */
const wander = ({ number }: { readonly number: number }): EmulatedReply => ({
  items: [{ type: "computer_call", actions: [{ type: "move", x: 100 + number, y: 500 }] }],
  usage: { inputTokens: 3_000, outputTokens: 50 },
});

/** A server that speaks the Responses API. There is no model behind it: it says what stands above. */
export function startEmulatedModel(behaviour: "diligent" | "wandering"): Promise<OpenaiEmulator> {
  const reply = behaviour === "diligent" ? replies : wander;
  return startOpenaiEmulator({ models: { [modelName]: { contextWindow: 400_000, reply } } });
}
