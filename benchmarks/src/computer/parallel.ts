import { createBrowserComputer } from "@massgen/computer-use/browser";
import type { Computer } from "@massgen/core";
import { chromium } from "playwright-core";
import type { servePages } from "./serve-pages.ts";

type Site = Awaited<ReturnType<typeof servePages>>;

export interface ParallelResult {
  readonly steps: number;
  readonly failures: readonly string[];
  readonly milliseconds: number;
}

/** So many contexts of one browser at work at once, each clicking so often; every step must have done its click. */
export async function clickInParallel(
  site: Site,
  {
    executablePath,
    contexts,
    steps,
  }: { readonly executablePath: string; readonly contexts: number; readonly steps: number },
): Promise<ParallelResult> {
  const server = await chromium.launchServer({
    executablePath,
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  const failures: string[] = [];
  const start = performance.now();
  try {
    await Promise.all(
      Array.from({ length: contexts }, async (_, number) => {
        const computer = await createBrowserComputer({
          frame: { width: 1440, height: 900 },
          url: `${site.origin}/static`,
          connect: { playwright: server.wsEndpoint() },
        });
        try {
          failures.push(...(await clickOn(computer, steps)).map((failure) => `${number}: ${failure}`));
        } catch (error) {
          failures.push(`${number}: ${String(error)}`);
        } finally {
          await computer.close();
        }
      }),
    );
  } finally {
    await server.close();
  }
  return { steps: contexts * steps, failures, milliseconds: performance.now() - start };
}

async function clickOn(computer: Computer, steps: number): Promise<readonly string[]> {
  const failures: string[] = [];
  let { frame } = await computer.observe();
  for (let step = 1; step <= steps; step += 1) {
    const { observation, failure } = await computer.act([{ type: "click", x: 250, y: 120 }], { frame: frame.id });
    frame = observation.frame;
    if (failure) failures.push(failure.reason);
    else if (observation.title !== `clicks: ${step}`) failures.push(`"${observation.title}" after step ${step}`);
  }
  return failures;
}
