import { once } from "node:events";
import { chmod, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { stepsOf, withBrowserPlace } from "../testing/browser-run.ts";
import { endOf, runMassgen, startMassgen, timeout } from "../testing/run-massgen.ts";
import { places } from "../testing/shop.ts";

const { field, search, order } = places;
const click = (place: { readonly x: number; readonly y: number }) => ({ type: "click", ...place });
const lookFor = (words: string) => [
  { type: "act", thoughts: "I type the words.", actions: [click(field), { type: "type", text: words }] },
  { type: "act", actions: [click(search)] },
];
const done = { type: "finish", status: "success", answer: "It costs $5.\nIt is red." };

/** All that a folder has, as text. */
async function contentsOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return (await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), "latin1")))).join(
    "\n",
  );
}

async function recordsOf(folder: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const lines = (await readFile(join(folder, "run.jsonl"), "utf8")).trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line));
}

describeWith("chromium", "massgen computer", () => {
  it("writes the answer to standard output and a line for each step to standard error", { timeout }, () =>
    withBrowserPlace(async ({ shop, options, script }) => {
      const model = await script("steps", ...lookFor("red kettle"), { type: "note", fact: "It is red." }, done);
      const run = await runMassgen(["computer", "Find the kettle", "-m", model, "--url", shop.url], options);
      expect(run).toMatchObject({ exitCode: 0, stdout: "It costs $5.\nIt is red.\n" });
      expect(stepsOf(run)).toEqual([
        '1  click at 200, 120, then type "red kettle"',
        "2  click at 500, 120",
        "3  note: It is red.",
        "4  done",
      ]);
      expect(run.stderr).toMatch(/^scripted\/model on a browser\n/);
      expect(run.stderr).toContain("\n     I type the words.\n");
      expect(run.stderr).toMatch(/\n4 steps, [\d.]+ s, decisions of a script, not of a model\n$/);
      expect(shop.requests).toEqual(["/", "/searched?words=red%20kettle"]);
    }),
  );

  it("prints the result as JSON, and ends with 2 where the model gave up", { timeout }, () =>
    withBrowserPlace(async ({ shop, options, script }) => {
      const usage = { inputTokens: 900, outputTokens: 40 };
      const model = await script("steps", { type: "finish", status: "failure", answer: "There is none.", usage });
      const run = await runMassgen(["computer", "Find it", "-m", model, "--url", shop.url, "--json"], options);
      expect(run.exitCode).toBe(2);
      expect(JSON.parse(run.stdout)).toEqual({
        status: "failure",
        reason: expect.any(String),
        answer: "There is none.",
        steps: 1,
        requests: 1,
        usage,
        cost: 0,
        durationMilliseconds: expect.any(Number),
        modelMilliseconds: expect.any(Number),
        models: ["scripted/model"],
        notes: [],
        scripted: true,
        recording: null,
      });
    }),
  );

  it("ends with 3 where the steps are spent, and goes on from its record on the page where it was", { timeout }, () =>
    withBrowserPlace(async ({ shop, options, script, folder }) => {
      const model = await script("steps", ...lookFor("kettle"), done);
      const first = ["computer", "Find the kettle", "-m", model, "--url", shop.url];
      const run = await runMassgen([...first, "--max-steps", "2", "--record", "my run"], options);
      expect(run).toMatchObject({ exitCode: 3, stdout: "" });
      expect(run.stderr).toContain("\nGo on with the same options, and --resume 'my run' in place of the task");
      const again = await runMassgen(["computer", "-m", model, "--resume", "my run"], options);
      expect(again).toMatchObject({ exitCode: 0, stdout: "It costs $5.\nIt is red.\n" });
      expect(stepsOf(again)).toEqual(["3  done"]);
      expect(again.stderr).toContain("scripted/model on a browser, going on after step 2\n");
      // The page itself, and not an empty one, is what it goes on with.
      expect(shop.requests.filter((path) => path === "/?words=kettle")).toHaveLength(1);
      expect((await recordsOf(join(folder.path, "my run"))).filter(({ type }) => type === "end")).toHaveLength(2);
    }),
  );

  it.each(["SIGINT", "SIGHUP"] as const)(
    "ends with 4 on %s while a step runs, with its browser gone and its record whole",
    { timeout },
    (signal) =>
      withBrowserPlace(async ({ shop, options, script, folder }) => {
        const model = await script("steps", { type: "act", actions: [{ type: "wait", milliseconds: 60_000 }] }, done);
        const child = startMassgen(
          ["computer", "Wait", "-m", model, "--url", shop.url, "--record", "run", "--json"],
          options,
        );
        const ended = endOf(child);
        let told = "";
        child.stderr?.on("data", (chunk) => {
          told += chunk;
        });
        while (!told.includes("wait 60 s")) await once(child.stderr ?? child, "data");
        child.kill(signal);
        const run = await ended;
        expect(run.exitCode).toBe(4);
        expect(JSON.parse(run.stdout)).toMatchObject({ status: "interrupted", steps: 1, recording: "run" });
        expect((await recordsOf(join(folder.path, "run"))).at(-1)).toMatchObject({
          type: "end",
          result: { status: "interrupted" },
        });
      }),
  );

  it("ends with 5 where a question has nobody to answer it, goes on with a reply, and keeps secrets", { timeout }, () =>
    withBrowserPlace(
      async ({ shop, options, script, folder }) => {
        const secret = ["--secret", `WORD=SHOP_WORD@${shop.origin}`];
        const ask = { type: "ask", question: "Which colour?" };
        // No model can know it; should one guess, it is still not shown.
        const tell = { ...done, answer: 'The word is open "sesame".' };
        // Twice: a secret is kept back where a busy machine does not say in time which site has the focus.
        const typed = {
          type: "act",
          actions: [
            { ...click(field), count: 3 },
            { type: "type", text: "<secret>WORD</secret>" },
          ],
        };
        const model = await script("steps", typed, typed, { type: "act", actions: [click(search)] }, ask, tell);
        const record = ["--url", shop.url, "--record", "run"];
        const run = await runMassgen(["computer", "Sign in", "-m", model, ...secret, ...record], options);
        expect(run).toMatchObject({ exitCode: 5, stdout: "" });
        expect(stepsOf(run)).toContain("4  ask you: Which colour?");
        // It did type it.
        expect(shop.requests, run.stderr).toContain("/searched?words=open%20%22sesame%22");
        const resumed = ["--resume", "run", "--reply", "Red", "--url", shop.url, "--json"];
        const again = await runMassgen(["computer", "Sign in", "-m", model, ...secret, ...resumed], options);
        expect(again.exitCode, again.stdout + again.stderr).toBe(0);
        expect(JSON.parse(again.stdout).answer).toBe("The word is <secret>WORD</secret>.");
        const replay = await runMassgen(["replay", "run"], options);
        expect(replay).toMatchObject({ exitCode: 0, stdout: "run/replay.html\n" });
        expect(replay.stderr).toBe("5 steps; open it in a browser.\n");
        const all = [run, again, replay].map(({ stdout, stderr }) => stdout + stderr).join("");
        const kept = await contentsOf(join(folder.path, "run"));
        expect(kept).toContain("Which colour?");
        expect(`${all}${kept}`).not.toMatch(/sesame/);
      },
      { SHOP_WORD: 'open "sesame"' },
    ),
  );

  it("ends with 5 at a critical point, and does nothing of it", { timeout }, () =>
    withBrowserPlace(async ({ shop, options, script }) => {
      const model = await script(
        "steps",
        { type: "act", criticalPoint: "It orders the kettle.", actions: [click(order)] },
        done,
      );
      const run = await runMassgen(["computer", "Order it", "-m", model, "--url", shop.url, "--unattended"], options);
      expect(run).toMatchObject({ exitCode: 5, stdout: "" });
      expect(run.stderr).toContain("It orders the kettle.");
      expect(shop.requests).toEqual(["/"]);
    }),
  );

  it("ends with 2 where the browser cannot be started, and keeps no record", { timeout }, () =>
    withBrowserPlace(async ({ options, script, folder }) => {
      const model = await script("steps", done);
      await folder.write("no-browser", "#!/bin/sh\nexit 1\n");
      await chmod(join(folder.path, "no-browser"), 0o700);
      const args = ["computer", "Try", "-m", model, "--browser", "./no-browser", "--record", "run"];
      const run = await runMassgen(args, options);
      expect(run).toMatchObject({ exitCode: 2, stdout: "" });
      expect(run.stderr).toMatch(
        /^massgen: The browser \.\/no-browser could not be started: .*\. See whether it starts by itself, or name another one with --browser\.\n$/,
      );
      expect(await folder.list()).not.toContain("run");
    }),
  );
});
