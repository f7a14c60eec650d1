import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { MassgenRun, RunOptions } from "./run-massgen.ts";
import { type Shop, startShop } from "./shop.ts";
import { type TestFolder, withFolder } from "./with-folder.ts";

/** Where a run that starts a browser happens. */
export interface BrowserPlace {
  readonly shop: Shop;
  readonly folder: TestFolder;
  /** Working directory and environment for the process. */
  readonly options: Pick<RunOptions, "cwd" | "environment">;
  /** Writes a script of decisions, and gives what `--model` takes. */
  script(name: string, ...steps: readonly object[]): Promise<string>;
}

/**
 * Gives a test a site and a folder, and makes sure that nothing is left behind: no process that was started in it, and
 * none of its temporary files.
 */
export async function withBrowserPlace(
  body: (place: BrowserPlace) => Promise<void>,
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  await using shop = await startShop();
  await withFolder({}, async (folder) => {
    const temporary = join(folder.path, "temporary");
    await mkdir(temporary);
    await body({
      shop,
      folder,
      options: { cwd: folder.path, environment: { TMPDIR: temporary, HOME: folder.path, ...environment } },
      async script(name, ...steps) {
        await folder.write(`${name}.json`, JSON.stringify({ steps }));
        return `script:${name}.json`;
      },
    });
    await expectNothingLeft(temporary);
  });
}

/** @throws Error that names what is left. */
async function expectNothingLeft(temporary: string): Promise<void> {
  // A browser that was told to end may take a moment to do so.
  let left = await processesIn(temporary);
  for (let round = 0; left.length > 0 && round < 50; round += 1) {
    await setTimeout(100);
    left = await processesIn(temporary);
  }
  const files = await readdir(temporary);
  if (left.length + files.length > 0) throw new Error(`Left behind: ${[...left, ...files].join(", ")}`);
}

/** Programs whose command line names a folder, as a browser's does that of its profile. */
async function processesIn(folder: string): Promise<readonly string[]> {
  const ids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "")));
  return lines.filter((line) => line.includes(folder)).map((line) => line.split("\0")[0] ?? "");
}

/** Steps that standard error tells, without what they took: `1  click at 200, 120`. */
export function stepsOf({ stderr }: Pick<MassgenRun, "stderr">): readonly string[] {
  return stderr
    .split("\n")
    .filter((line) => /^ *\d+ {2}/.test(line))
    .map((line) => line.trim().replace(/ {2}(?:[\d.]+ s|[\d,]+ tokens|\$[\d.]+)(?:, .*)?$/, ""));
}
