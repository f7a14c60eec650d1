import type { SummaryAnswer, SummaryModel, SummaryRequest } from "../model/summary-model.ts";

/** What a scripted model does at a call: answers, or throws what it is. */
export type Scripted = string | SummaryAnswer | Error | ((request: SummaryRequest) => string | SummaryAnswer);

/** A model that answers by a script, the last answer again and again; `requests` are those that it got. */
export interface ScriptedModel {
  readonly model: SummaryModel;
  readonly requests: readonly SummaryRequest[];
}

export function scriptedModel(...script: readonly Scripted[]): ScriptedModel {
  const requests: SummaryRequest[] = [];
  return {
    requests,
    async model(request) {
      const step = script[Math.min(requests.length, script.length - 1)];
      requests.push(request);
      if (step instanceof Error) throw step;
      if (step === undefined) throw new Error("The script is empty.");
      return typeof step === "function" ? step(request) : step;
    },
  };
}
