import { createBrowserComputer } from "@massgen/computer-use/browser";
import { createUrlPolicy } from "@massgen/computer-use/policy";
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
  { contexts, steps, cdp }: { readonly contexts: number; readonly steps: number; readonly cdp?: string },
): Promise<ParallelResult> {
  const failures: string[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: contexts }, async (_, number) => {
      const computer = await createBrowserComputer({
        frame: { width: 1440, height: 900 },
        url: `${site.origin}/static`,
        policy: createUrlPolicy({ allow: [site.host], privateAddresses: [site.host] }),
        ...(cdp && { connect: { cdp }, unenforced: true }),
      });
      try {
        let { frame } = await computer.observe();
        for (let step = 1; step <= steps; step += 1) {
          const { observation, failure } = await computer.act([{ type: "click", x: 250, y: 120 }], { frame: frame.id });
          frame = observation.frame;
          if (failure) failures.push(`${number}: ${failure.reason}`);
          else if (observation.title !== `clicks: ${step}`)
            failures.push(`${number}: ${observation.title} at step ${step}`);
        }
      } catch (error) {
        failures.push(`${number}: ${String(error)}`);
      } finally {
        await computer.close();
      }
    }),
  );
  return { steps: contexts * steps, failures, milliseconds: performance.now() - start };
}
