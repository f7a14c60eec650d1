import type { EmulatedRequest } from "../openai/model/emulated-request.ts";

/** The last thing that someone told the model. */
export interface LastEntry {
  readonly kind: "message" | "output";
  readonly text: string;
}

/** The last tool output, where it ends what the model sees, else the last user message; empty where there is neither. */
export function lastEntry({ entries }: EmulatedRequest): LastEntry {
  const last = entries.at(-1);
  if (last?.kind === "output") return { kind: "output", text: last.text };
  const message = entries.findLast((entry) => entry.kind === "message" && entry.role === "user");
  return { kind: "message", text: message?.kind === "message" ? message.text : "" };
}
