import { runComputerTask } from "@massgen/computer-use";
import { createBrowserComputer } from "@massgen/computer-use/browser";
import { createUrlPolicy } from "@massgen/computer-use/policy";
import { describeDecision, openRunFolder, writeReplay } from "@massgen/computer-use/recorder";
import type { ComputerModel } from "@massgen/core";

export interface TaskSettings {
  readonly model: ComputerModel;
  readonly task: string;
  /** Page to begin with; its host is the only one that may be reached. */
  readonly url: string;
  /** Where the run is kept. */
  readonly folder: string;
  readonly print: (line: string) => void;
}

/** Has a model use a real browser until the task is done, records it, and writes a page that shows what happened. */
export async function runTask({ model, task, url, folder, print }: TaskSettings) {
  const { host } = new URL(url);
  const policy = createUrlPolicy({ allow: [host], privateAddresses: [host] });
  const log = await openRunFolder(folder);
  const computer = await createBrowserComputer({ frame: model.frame, url, policy });
  try {
    const run = runComputerTask({ task, model, computer, log, budget: { steps: 20 } });
    for await (const event of run) {
      if (event.type === "decision") print(`${event.step}. ${describeDecision(event.decision)}`);
    }
    return { result: await run.result, replay: await writeReplay(folder) };
  } finally {
    await computer.close();
    await log.close();
  }
}
