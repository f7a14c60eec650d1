import { createFara } from "@massgen/backend-fara";
import { runComputerTask } from "@massgen/computer-use";
import { createBrowserComputer } from "@massgen/computer-use/browser";
import { createUrlPolicy } from "@massgen/computer-use/policy";
import { type FaraScript, startFaraEmulator } from "@massgen/testing";
import type { servePages } from "./serve-pages.ts";

type Site = Awaited<ReturnType<typeof servePages>>;

/** An agent that clicks so many times and ends; it answers how many milliseconds it took from its first request on. */
export type ClickingAgent = (baseURL: string, clicks: number) => Promise<number>;

/** Clicks so often, then ends. Its server answers at once. */
export function clickingScript(clicks: number): FaraScript {
  return ({ index }) =>
    index < clicks
      ? { thoughts: "I count.", action: "left_click", arguments: { coordinate: [250, 120] } }
      : { thoughts: "I am done.", action: "terminate", arguments: { status: "success" } };
}

/**
 * What a step takes of an agent: the difference between a long and a short run, by the steps that it has more. What a
 * run takes beside its steps falls out.
 */
export async function millisecondsPerStep(agent: ClickingAgent, rounds: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const [short, long] = [await runOnce(agent, 2), await runOnce(agent, 8)];
    times.push((long - short) / 6);
  }
  return times;
}

async function runOnce(agent: ClickingAgent, clicks: number): Promise<number> {
  await using emulator = await startFaraEmulator({
    generation: "7b",
    model: "fara-7b",
    script: clickingScript(clicks),
    keptRequests: 1,
  });
  return agent(emulator.baseURL, clicks);
}

/** Our loop with our Fara model and our browser. */
export async function startOurAgent(site: Site) {
  const computer = await createBrowserComputer({
    frame: { width: 1428, height: 896, mediaType: "image/png" },
    url: `${site.origin}/static`,
    policy: createUrlPolicy({ allow: [site.host], privateAddresses: [site.host] }),
  });
  const run: ClickingAgent = async (baseURL) => {
    const start = performance.now();
    const { status, reason } = await runComputerTask({
      task: "Count.",
      model: createFara({ model: "fara-7b", baseURL }),
      computer,
    }).result;
    if (status !== "success") throw new Error(reason);
    return performance.now() - start;
  };
  return { run, close: () => computer.close() };
}

/** Stagehand's agent with its own client for Fara, in its own way. */
export async function startStagehand(site: Site, executablePath: string) {
  const { Stagehand } = await import("@browserbasehq/stagehand");
  const isRoot = process.getuid?.() === 0;
  const stagehand = new Stagehand({
    env: "LOCAL",
    verbose: 0,
    disablePino: true,
    localBrowserLaunchOptions: {
      executablePath,
      headless: true,
      viewport: { width: 1428, height: 896 },
      chromiumSandbox: !isRoot,
    },
  });
  await stagehand.init();
  const [page] = stagehand.context.pages();
  await page?.goto(`${site.origin}/static`);
  const run: ClickingAgent = async (baseURL, clicks) => {
    const agent = stagehand.agent({
      mode: "cua",
      model: { modelName: "microsoft/fara-7b", apiKey: "none", baseURL },
    });
    const start = performance.now();
    const { completed, message } = await agent.execute({ instruction: "Count.", maxSteps: clicks + 2 });
    if (!completed) throw new Error(`Stagehand did not end: ${message}`);
    return performance.now() - start;
  };
  return { run, close: () => stagehand.close() };
}
