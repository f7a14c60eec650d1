import { createFara } from "@massgen/backend-fara";
import { runComputerTask } from "@massgen/computer-use";
import { createBrowserComputer } from "@massgen/computer-use/browser";
import { createUrlPolicy } from "@massgen/computer-use/policy";
import { serveAnswers } from "./serve-answers.ts";
import type { servePages } from "./serve-pages.ts";

type Site = Awaited<ReturnType<typeof servePages>>;

/** An agent that clicks so many times and ends; it answers how many milliseconds it took from its first request on. */
export type ClickingAgent = (baseURL: string, clicks: number) => Promise<number>;

/** What Fara-7B says for a call of its tool. */
function said(thoughts: string, given: string): string {
  return `${thoughts}\n<tool_call>\n{"name": "computer_use", "arguments": ${given}}\n</tool_call>`;
}

/** A server for Fara that answers at once, and lets an agent click as often as it is told to. */
export async function startClickingServer() {
  let left = 0;
  const server = await serveAnswers(() => {
    left -= 1;
    return left >= 0
      ? said("I count.", '{"action": "left_click", "coordinate": [250, 120]}')
      : said("I am done.", '{"action": "terminate", "status": "success"}');
  });
  return {
    /**
     * What a step takes of an agent: the difference between a long and a short run, by the steps that it has more. What
     * a run takes beside its steps falls out.
     */
    async millisecondsPerStep(agent: ClickingAgent): Promise<number> {
      left = 2;
      const short = await agent(server.baseURL, left);
      left = 8;
      const long = await agent(server.baseURL, left);
      return (long - short) / 6;
    },
    close: () => server.close(),
  };
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
      model: createFara({ model: "fara-7b", baseURL, apiKey: "none" }),
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
      ...(isRoot && { args: ["--no-sandbox"] }),
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
