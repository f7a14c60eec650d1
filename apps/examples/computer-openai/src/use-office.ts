import { createOpenaiComputer } from "@massgen/backend-openai";
import { type ComputerBudget, type PricedStep, runComputerTask } from "@massgen/computer-use";
import { createBrowserComputer } from "@massgen/computer-use/browser";
import { createUrlPolicy } from "@massgen/computer-use/policy";
import { describeAction } from "@massgen/computer-use/recorder";
import type { Approver } from "@massgen/core";

/** US dollars for a million tokens, as https://vercel.com/ai-gateway/models/gpt-5.5 has them for gpt-5.5. */
const rates = { input: 5, output: 30 };

export interface OfficeSettings {
  readonly model: string;
  readonly apiKey: string;
  /** Left out for OpenAI's own address. */
  readonly baseURL?: string;
  readonly task: string;
  /** Page to begin with; its host is the only one that may be reached. */
  readonly url: string;
  /** Asked before anything is done that the provider doubts. */
  readonly approve: Approver;
  readonly budget: ComputerBudget;
  readonly print: (line: string) => void;
}

/** Has a model use a browser with OpenAI's computer tool. */
export async function useOffice({ task, url, approve, budget, print, ...settings }: OfficeSettings) {
  const { host } = new URL(url);
  const policy = createUrlPolicy({ allow: [host], privateAddresses: [host] });
  const model = createOpenaiComputer(settings);
  const computer = await createBrowserComputer({ frame: model.frame, url, policy });
  try {
    const run = runComputerTask({ task, model, computer, approval: { approve }, budget, priceOf });
    for await (const event of run) {
      if (event.type === "action-start") print(`${event.step}.${event.index + 1} ${describeAction(event.action)}`);
    }
    return await run.result;
  } finally {
    await computer.close();
  }
}

function priceOf({ usage }: PricedStep): number | undefined {
  return usage && (usage.inputTokens * rates.input + usage.outputTokens * rates.output) / 1_000_000;
}
