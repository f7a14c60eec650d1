import { createFara } from "@massgen/backend-fara";
import { runComputerTask } from "@massgen/computer-use";
import { createBrowserComputer } from "@massgen/computer-use/browser";
import { createUrlPolicy } from "@massgen/computer-use/policy";
import { describeDecision } from "@massgen/computer-use/recorder";
import type { Approver } from "@massgen/core";

export interface ShoppingSettings {
  /** Of the server; `/chat/completions` is added to it. */
  readonly baseURL: string;
  /** The model's name at the server, e.g. `microsoft/Fara-7B`. */
  readonly model: string;
  /** Servers of one's own take any. */
  readonly apiKey: string;
  readonly task: string;
  /** Page to begin with; its host is the only one that may be reached. */
  readonly url: string;
  /** Asked where Fara stops: before what would bind its user. */
  readonly approve: Approver;
  readonly print: (line: string) => void;
}

/** Has Fara use a browser of the size that it sees without resizing. */
export async function goShopping({ task, url, approve, print, ...endpoint }: ShoppingSettings) {
  const { host } = new URL(url);
  const policy = createUrlPolicy({ allow: [host], privateAddresses: [host] });
  const model = createFara(endpoint);
  const computer = await createBrowserComputer({ frame: model.frame, url, policy });
  try {
    const run = runComputerTask({ task, model, computer, approval: { approve }, budget: { steps: 30 } });
    for await (const event of run) {
      if (event.type === "decision") print(`${event.step}. ${describeDecision(event.decision)}`);
    }
    return await run.result;
  } finally {
    await computer.close();
  }
}
