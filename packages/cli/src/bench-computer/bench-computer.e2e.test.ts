import { once } from "node:events";
import { chmod } from "node:fs/promises";
import { startFaraEmulator } from "@massgen/testing";
import { describe, expect, it } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { type BrowserPlace, withBrowserPlace } from "../testing/browser-run.ts";
import { closedAddress } from "../testing/closed-address.ts";
import { endOf, runMassgen, startMassgen, timeout } from "../testing/run-massgen.ts";
import { places } from "../testing/shop.ts";
import { withFolder } from "../testing/with-folder.ts";
import type { ComputerBenchResult } from "./computer-bench-result.ts";

const { field, search } = places;
const look = {
  type: "act",
  actions: [
    { type: "click", ...field },
    { type: "type", text: "kettle" },
    { type: "click", ...search },
  ],
};
const done = { type: "finish", status: "success", answer: "It costs $5." };
const usage = { inputTokens: 1_000, outputTokens: 50 };
const scripts = {
  honest: [
    { ...look, usage },
    { ...done, usage },
  ],
  liar: [{ ...done, usage }],
};

/** Writes tasks that a model must find the kettle in. */
async function writeTasks({ folder, shop }: BrowserPlace, ...names: readonly string[]): Promise<void> {
  const check = { title: "/^Found: kettle$/", url: "?words=kettle", text: "The kettle costs $5.", answer: "$5" };
  const tasks = names.map((name) => ({ name, task: "Find the kettle", url: shop.url, check, scripts }));
  await folder.write("tasks.json", JSON.stringify({ tasks }));
}

describeWith("chromium", "massgen bench computer", () => {
  it("counts as success what the page shows, not what the model says, and adds up", { timeout }, () =>
    withBrowserPlace(async (place) => {
      await writeTasks(place, "one", "two");
      const models = ["-m", "script:honest", "-m", "script:liar"];
      const args = ["bench", "computer", "--tasks", "tasks.json", ...models, "--json", "--output", "out.md"];
      const run = await runMassgen(args, place.options);
      expect(run.exitCode, run.stderr).toBe(0);
      const { models: sums, runs, interrupted }: ComputerBenchResult = JSON.parse(run.stdout);
      expect(interrupted).toBe(false);
      const scripted = { endpoint: "scripted", runs: 2, cost: 0 };
      expect(sums).toMatchObject([
        { ...scripted, model: "script:honest", successes: 2, steps: 4, inputTokens: 4_000, outputTokens: 200 },
        { ...scripted, model: "script:liar", successes: 0, steps: 2, inputTokens: 2_000, outputTokens: 100 },
      ]);
      expect(runs.map(({ task, model, success, problem }) => [task, model, success, problem])).toEqual([
        ["one", "script:honest", true, null],
        ["one", "script:liar", false, "title is not /^Found: kettle$/"],
        ["two", "script:honest", true, null],
        ["two", "script:liar", false, "title is not /^Found: kettle$/"],
      ]);
      expect(run.stderr).toMatch(/^1\/4 {2}one, script:honest: success, 2 steps, [\d.]+ s$/m);
      const markdown = await place.folder.read("out.md");
      expect(markdown).toMatch(
        /^\| script:honest \| scripted \| 2 of 2 \| 4 \| [\d.]+ s \| [\d.]+ s \| 4,200 \| – \|$/m,
      );
    }),
  );

  it("has a row with its fault for a model that cannot be reached, and the host for one that can", { timeout }, () =>
    withBrowserPlace(async (place) => {
      await writeTasks(place, "one");
      const type = { action: "type", arguments: { coordinate: [field.x, field.y], text: "kettle", press_enter: true } };
      const end = { thoughts: "It costs $5.", action: "terminate", arguments: { status: "success" } };
      await using emulator = await startFaraEmulator({ generation: "7b", script: [type, end] });
      const models = ["-m", `${emulator.model}@${emulator.baseURL}`, "-m", `fara-7b@${await closedAddress()}`];
      const args = ["bench", "computer", "--tasks", "tasks.json", ...models, "--gpu-price", "2"];
      const run = await runMassgen(args, place.options);
      expect(run.exitCode, run.stderr).toBe(0);
      const { host } = new URL(emulator.baseURL);
      expect(run.stdout).toMatch(
        new RegExp(`^fara/microsoft/Fara-7B +${host} +1 of 1 +2 +[\\d.]+ s +[\\d.]+ s +[\\d,]+ +\\$[\\d.]+$`, "m"),
      );
      expect(run.stdout).toMatch(/^one +fara\/fara-7b +127\.0\.0\.1:\d+ +no +unreachable +0 /m);
      expect(run.stdout).toContain("what answers there, a model or an emulator, cannot be told from here.");
    }),
  );

  it("prints what is done by then on an interruption", { timeout }, () =>
    withBrowserPlace(async (place) => {
      await writeTasks(place, "one");
      await place.script("slow", { type: "act", actions: [{ type: "wait", milliseconds: 60_000 }] });
      const models = ["-m", "script:honest", "-m", "script:slow.json"];
      const child = startMassgen(["bench", "computer", "--tasks", "tasks.json", ...models, "--json"], place.options);
      const ended = endOf(child);
      let told = "";
      child.stderr?.on("data", (chunk) => {
        told += chunk;
      });
      while (!told.includes("1/2")) await once(child.stderr ?? child, "data");
      child.kill("SIGINT");
      const run = await ended;
      expect(run.exitCode).toBe(4);
      const { runs, interrupted }: ComputerBenchResult = JSON.parse(run.stdout);
      expect(interrupted).toBe(true);
      expect(runs.map(({ model }) => model)).toEqual(["script:honest"]);
    }),
  );

  it("goes on after a run that fails by itself, and ends with 2 where nothing was measured", { timeout }, () =>
    withBrowserPlace(async (place) => {
      await writeTasks(place, "one");
      await place.folder.write("no-browser", "#!/bin/sh\nexit 1\n");
      await chmod(`${place.folder.path}/no-browser`, 0o700);
      const args = ["bench", "computer", "--tasks", "tasks.json", "-m", "script:honest", "--repeat", "2"];
      const run = await runMassgen([...args, "--browser", "./no-browser"], place.options);
      expect(run.exitCode).toBe(2);
      expect(run.stdout).toMatch(/^one #1 +script:honest +scripted +no +unavailable/m);
      expect(run.stdout).toMatch(/^one #2, script:honest: The browser \.\/no-browser could not be started/m);
    }),
  );
});

describe("massgen bench computer: a wrong command", { timeout }, () => {
  const tasks = JSON.stringify({
    tasks: [
      {
        name: "one",
        task: "Try",
        url: "https://a.example",
        check: { title: "A" },
        scripts: { bad: [{ type: "note", fact: 1 }] },
      },
    ],
  });

  it.each([
    { args: [], says: "No file of tasks is named. Pass --tasks tasks.json." },
    { args: ["--tasks", "none.json"], says: "There is no file none.json. Check the path." },
    {
      args: ["--tasks", "tasks.json"],
      says: "No model is named. Pass --model: gpt-5.5, fara-7b or script:steps.json.",
    },
    {
      args: ["--tasks", "tasks.json", "-m", "script:quick"],
      says: 'The task "one" has no script "quick", and there is no such file. Add it to the task\'s scripts, or name a file.',
    },
    {
      args: ["--tasks", "tasks.json", "-m", "script:bad"],
      says: 'The script tasks.json tasks[0].scripts.bad is wrong at steps[0].fact: Invalid input: expected string, received number. Write { "steps": [{ "type": "act", "actions": [{ "type": "click", "x": 10, "y": 20 }] }] }.',
    },
    {
      args: ["--tasks", "tasks.json", "--repeat", "0"],
      says: '--repeat is "0". Write a whole number above 0, e.g. 25.',
    },
    {
      args: ["--tasks", "tasks.json", "-o", "no/out.md"],
      says: "The folder of no/out.md does not exist. Create it first.",
    },
  ])("ends with 1 and says: $says", ({ args, says }) =>
    withFolder({ "tasks.json": tasks }, async (folder) => {
      const run = await runMassgen(["bench", "computer", ...args], { cwd: folder.path });
      expect(run).toEqual({ exitCode: 1, stdout: "", stderr: `massgen: ${says}\n` });
    }),
  );
});
