import { accessSync, constants } from "node:fs";
import { cpus } from "node:os";
import { delimiter, join } from "node:path";
import { createBrowserComputer } from "@massgen/computer-use/browser";
import { createUrlPolicy } from "@massgen/computer-use/policy";
import { median } from "../overhead/measure-in-turns.ts";
import { countLeftovers } from "./leftovers.ts";
import { frame, measureOurs, measurePlaywrightTyping, measureSleepingLoop } from "./measure-actions.ts";
import { startClickingServer, startOurAgent, startStagehand } from "./measure-agents.ts";
import { clickInParallel } from "./parallel.ts";
import { servePages } from "./serve-pages.ts";

const isQuick = process.argv.includes("--quick");
const rounds = isQuick ? 5 : 30;
const text = "The quick brown fox jumps over the lazy dog. 0123456789 ".repeat(4).slice(0, 200);
const chromiumPath = findChromium();

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${frame.width}×${frame.height}`);
console.log(
  `Real Chromium (${chromiumPath}), real pages on this machine; a simulated endpoint answers at once. p50 of ${rounds}.\n`,
);

const site = await servePages();
const click = [{ type: "click", x: 250, y: 120 }] as const;
try {
  const still = await measureOurs(site, "/static", click, { rounds });
  row("click, settle, observe: static page, still picture", still, 170);
  const quick = await measureOurs(site, "/static", click, { rounds, settle: { picture: false } });
  row("the same without waiting for the picture", quick, 90);
  row("page that fetches for 300 ms", await measureOurs(site, "/fetching", click, { rounds }), 550);
  const typing = await measureOurs(site, "/text", [...click, { type: "type", text }], {
    rounds: Math.ceil(rounds / 3),
    settle: { picture: false },
  });
  const bare = await measurePlaywrightTyping(site, chromiumPath, text, Math.ceil(rounds / 3));
  row("200 characters typed with key events", typing, 1_000, `Playwright alone ${bare.toFixed(0)} ms`);

  const agentRounds = isQuick ? 1 : 5;
  const server = await startClickingServer();
  const ours = await startOurAgent(site);
  const stagehand = await startStagehand(site, chromiumPath);
  const ourSteps: number[] = [];
  const theirSteps: number[] = [];
  for (let round = 0; round < agentRounds; round += 1) {
    // In turns, so that a slow moment meets both.
    ourSteps.push(await server.millisecondsPerStep(ours.run));
    theirSteps.push(await server.millisecondsPerStep(stagehand.run));
  }
  await Promise.all([ours.close(), stagehand.close(), server.close()]);
  const [step, theirs] = [median(ourSteps), median(theirSteps)];
  const sleeping = await measureSleepingLoop(site, chromiumPath, Math.ceil(rounds / 5));
  row("a step of our loop with Fara at 1428×896", step, 220);
  ratio("Stagehand 3.7.3's agent, same endpoint", theirs, step, 4);
  ratio("Playwright's PNG and a sleep of 1 s", sleeping, step, 4);

  const { steps, failures, milliseconds } = await clickInParallel(site, {
    executablePath: chromiumPath,
    contexts: 20,
    steps: isQuick ? 2 : 10,
  });
  console.log(
    `20 contexts in parallel: ${steps} steps, ${failures.length} failed (0 allowed), ${(milliseconds / 1_000).toFixed(1)} s`,
  );
  for (const failure of failures.slice(0, 3)) console.log(`  ${failure}`);

  await leaveNothing(isQuick ? 10 : 200);
} finally {
  await site.close();
}

/** Starts and closes a browser so often, and counts what is left. */
async function leaveNothing(runs: number): Promise<void> {
  const once = async () => {
    const policy = createUrlPolicy({ allow: [site.host], privateAddresses: [site.host] });
    const computer = await createBrowserComputer({ frame, url: `${site.origin}/static`, policy });
    const { frame: seen } = await computer.observe();
    await computer.act(click, { frame: seen.id });
    await computer.close();
  };
  await once();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const before = countLeftovers();
  for (let run = 0; run < runs; run += 1) await once();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const after = countLeftovers();
  const left = Object.entries(after).map(([name, count]) => [
    name,
    count - (Object.entries(before).find(([key]) => key === name)?.[1] ?? 0),
  ]);
  console.log(`left after ${runs} runs: ${left.map(([name, count]) => `${count} ${name}`).join(", ")} (0 allowed)`);
}

function row(name: string, milliseconds: number, limit: number, note = ""): void {
  const verdict = milliseconds <= limit ? "" : ": missed";
  console.log(
    `${name.padEnd(52)}${milliseconds.toFixed(0).padStart(6)} ms (at most ${limit}${verdict})${note && `; ${note}`}`,
  );
}

function ratio(name: string, theirs: number, ours: number, least: number): void {
  const times = theirs / ours;
  console.log(
    `  ${name.padEnd(50)}${theirs.toFixed(0).padStart(6)} ms, ${times.toFixed(1)} × ours (at least ${least}${times >= least ? "" : ": missed"})`,
  );
}

function findChromium(): string {
  const { PATH = "" } = process.env;
  for (const folder of PATH.split(delimiter)) {
    for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {}
    }
  }
  throw new Error("There is no Chromium; install it first.");
}
