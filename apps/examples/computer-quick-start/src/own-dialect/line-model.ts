import type { ComputerModel, ComputerTurn, Frame, TurnOutcome } from "@massgen/core";
import { lineDialect } from "./line-dialect.ts";

/** Something that was said, with the picture that goes with it. */
export interface LineMessage {
  readonly role: "user" | "model";
  readonly text: string;
  readonly picture?: Frame;
}

/** Asks the model; throws a `BackendError` where it cannot be had. */
export type Ask = (
  messages: readonly LineMessage[],
  options: { readonly signal?: AbortSignal | undefined },
) => Promise<string>;

/** Makes a model of that family: the dialect, and a history that is its own. */
export function createLineModel(ask: Ask): ComputerModel {
  return {
    name: "example/line",
    model: "line",
    frame: { width: 640, height: 400 },
    start({ task, story, past = [] }) {
      const told = (turn: ComputerTurn, isFirst: boolean): LineMessage => {
        const said = isFirst ? [task, story] : [outcomeText(turn.outcome)];
        const text = [...said, ...turn.remarks].filter((part) => part !== undefined).join("\n");
        return { role: "user", text, picture: turn.observation.frame };
      };
      let history: readonly LineMessage[] = past.flatMap(({ turn, output }, index) => [
        told(turn, index === 0),
        { role: "model" as const, text: String(output) },
      ]);
      return {
        async decide(turn, { signal } = {}) {
          const messages = [...history, told(turn, history.length === 0)];
          const output = await ask(messages, { signal });
          // Only now: where the model could not be had, the session is as it was.
          history = [...messages, { role: "model", text: output }];
          const { frame, cursor } = turn.observation;
          const decision = lineDialect.decode(output, { frame, ...(cursor && { cursor }) });
          return { decision, output, requests: 1 };
        },
      };
    },
  };
}

function outcomeText(outcome: TurnOutcome | undefined): string | undefined {
  switch (outcome?.type) {
    case "acted":
      return outcome.failure ?? "Done. What next?";
    case "rejected":
      return outcome.reason;
    case "replied":
      return outcome.reply;
    case "page-text":
      return outcome.text;
    default:
      return undefined;
  }
}
