import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type ComputerRun,
  type ComputerRunOptions,
  type ComputerRunRecord,
  runComputerTask,
} from "@massgen/computer-use";
import { type BrowserComputer, createBrowserComputer } from "@massgen/computer-use/browser";
import { createUrlPolicy } from "@massgen/computer-use/policy";
import { openRunFolder } from "@massgen/computer-use/recorder";
import type { ComputerResult, FramePreference } from "@massgen/core";
import { checkRunFolder } from "./check-run-folder.ts";
import { type Shop, startShop } from "./site/start-shop.ts";

/** A run that is going on, kept in a folder. */
interface BenchRun {
  readonly run: ComputerRun;
  readonly folder: string;
  /** Its result and its records, once it is over and its folder was looked through. */
  over(): Promise<{ readonly result: ComputerResult; readonly records: readonly ComputerRunRecord[] }>;
}

type BenchRunOptions = Omit<ComputerRunOptions, "computer" | "task" | "log" | "resume"> & {
  /** Page of the shop that the browser shows at first. Default `/`. */
  readonly page?: string;
  /** Folder of an earlier run that goes on, with what the browser shows. */
  readonly resume?: string;
};

/** A browser that may reach a shop and nothing else. */
export interface Bench extends AsyncDisposable {
  readonly shop: Shop;
  readonly computer: BrowserComputer;
  /** Begins a run; the shop is as it was at first, unless an earlier run goes on. */
  begin(options: BenchRunOptions): Promise<BenchRun>;
  run(options: BenchRunOptions): ReturnType<BenchRun["over"]>;
}

const task = "Do what is to be done in the tea shop.";

export async function startBench(frame: FramePreference): Promise<Bench> {
  const folders = await mkdtemp(join(tmpdir(), "fara-runs-"));
  const shop = await startShop();
  const local = [shop.host];
  const computer = await createBrowserComputer({
    frame,
    policy: createUrlPolicy({ allow: local, privateAddresses: local }),
  });
  let count = 0;

  async function open(page: string): Promise<void> {
    shop.reset();
    const { frame: seen } = await computer.observe();
    await computer.act([{ type: "navigate", url: shop.origin + page }], { frame: seen.id });
  }

  async function begin({ page = "/", resume, ...options }: BenchRunOptions): Promise<BenchRun> {
    if (resume === undefined) await open(page);
    count += 1;
    const folder = resume ?? join(folders, String(count));
    const log = await openRunFolder(folder, { resume: resume !== undefined });
    const kept = resume === undefined ? { log } : { resume: log };
    const run = runComputerTask({ task, computer, ...options, ...kept });
    return {
      run,
      folder,
      async over() {
        const result = await run.result;
        await log.close();
        return { result, records: await checkRunFolder(folder, result) };
      },
    };
  }

  return {
    shop,
    computer,
    begin,
    run: async (options) => (await begin(options)).over(),
    async [Symbol.asyncDispose]() {
      await computer.close();
      await shop[Symbol.asyncDispose]();
      await rm(folders, { recursive: true, force: true });
    },
  };
}
