import { describe, expect, it } from "vitest";
import { runMassgen, timeout } from "../testing/run-massgen.ts";
import { withFolder } from "../testing/with-folder.ts";

const script = JSON.stringify({ steps: [{ type: "finish", status: "success", answer: "Done." }] });
const model = ["-m", "script:steps.json"];
const page = ["--url", "http://127.0.0.1:9/"];

interface WrongCommand {
  readonly args: readonly string[];
  readonly says: string;
}

const wrong: readonly WrongCommand[] = [
  { args: [], says: 'There is no task. Write massgen computer "TASK".' },
  { args: [" "], says: 'There is no task. Write massgen computer "TASK".' },
  { args: ["Try"], says: "No model is named. Pass --model: gpt-5.5, fara-7b or script:steps.json." },
  { args: ["Try", "-m", ""], says: "--model is empty. See massgen models --computer-use." },
  { args: ["Try", "-m", "script:"], says: "--model script: names no file. Write script:steps.json." },
  { args: ["Try", "-m", "script:none.json"], says: "There is no file none.json. Check the path." },
  { args: ["Try", ...model, ...model], says: "scripted/model is named twice. Name each model once." },
  {
    args: ["Try", "-m", "script:bad.json"],
    says: 'The script bad.json is wrong at steps[0].actions[0].y: Invalid input: expected number, received undefined. Write { "steps": [{ "type": "act", "actions": [{ "type": "click", "x": 10, "y": 20 }] }] }.',
  },
  {
    args: ["Try", "-m", "gpt-5.5", ...page],
    says: "There is no API key for api.openai.com. Set OPENAI_API_KEY, name another variable with --api-key-env, or use a server of your own with --base-url http://localhost:11434/v1.",
  },
  {
    args: ["Try", "-m", "no-such-model", ...page],
    says: "It is not known how no-such-model uses a computer. Choose one of massgen models --computer-use, or name its language with --dialect.",
  },
  { args: ["Try", "-m", "fara-7b", "--dialect", "fara7b"], says: '--dialect has no "fara7b". Did you mean "fara-7b"?' },
  {
    args: ["Try", "-m", "gpt-5.5", "--base-url", "http://127.0.0.1:9/v1"],
    says: "The model cannot open a page by itself. Say where it begins with --url https://example.com.",
  },
  { args: ["Try", ...model, "--computer", "desktop"], says: 'There is no computer "desktop". Known is browser.' },
  {
    args: ["Try", ...model, "--url", "file:///etc/passwd"],
    says: '--url "file:///etc/passwd" is no web address. Write, for example, https://example.com.',
  },
  {
    args: ["Try", ...model, ...page, "--allow", "shop.example"],
    says: "--url may not be reached: The host 127.0.0.1 (port 9) is not on the list of allowed hosts. Change --allow and --block, or begin elsewhere.",
  },
  { args: ["Try", ...model, "--max-steps", "0"], says: '--max-steps is "0". Write a whole number above 0, e.g. 25.' },
  {
    args: ["Try", ...model, "--max-minutes", "soon"],
    says: '--max-minutes is "soon". Write a number above 0, e.g. 25.',
  },
  { args: ["Try", ...model, "--ask", "navigat"], says: '--ask has no "navigat". Did you mean "navigate"?' },
  {
    args: ["Try", ...model, "--secret", "PASSWORD=hunter2"],
    says: "--secret takes NAME=VARIABLE@ORIGIN. Write, for example, PIN=BANK_PIN@https://bank.example; the value itself stays in the environment.",
  },
  {
    args: ["Try", ...model, "--secret", "PASSWORD=NONE@https://bank.example"],
    says: "The environment variable NONE of --secret PASSWORD is not set. Set it to the value.",
  },
  {
    args: ["Try", ...model, "--cdp", "http://127.0.0.1:9", "--headed"],
    says: "--headed is for a browser that is started here. Leave it or --cdp out.",
  },
  {
    args: ["Try", ...model, "--cdp", "http://127.0.0.1:9", "--allow", "shop.example"],
    says: "A browser that runs elsewhere cannot be held to --allow and --block. Leave them out, or add --unenforced: then only addresses that the model opens are checked.",
  },
  {
    args: ["Try", ...model, "--browser", "/nonexistent/chromium"],
    says: "There is no browser /nonexistent/chromium. Name the program itself, e.g. /usr/bin/chromium, or leave --browser out.",
  },
  {
    args: ["Try", ...model, "--reply", "Yes"],
    says: "--reply answers a run that is resumed. Add --resume DIRECTORY.",
  },
  {
    args: [...model, "--resume", "nowhere"],
    says: "nowhere holds no run. Name the folder that massgen computer --record has written.",
  },
  {
    args: [...model, "--resume", "runs/1", "--record", "runs/2"],
    says: "--resume goes on in its own record. Leave --record out.",
  },
  { args: ["Try", ...model, "--max-stepps", "2"], says: "Unknown option '--max-stepps' (Did you mean --max-steps?)" },
];

describe.concurrent("massgen computer: a wrong command", { timeout }, () => {
  it.each(wrong)("ends with 1 and says: $says", ({ args, says }) =>
    withFolder(
      { "steps.json": script, "bad.json": '{"steps":[{"type":"act","actions":[{"type":"click","x":1}]}]}' },
      async (folder) => {
        const run = await runMassgen(
          ["computer", ...args, ...(args.includes("--resume") ? [] : ["--record", "kept"])],
          {
            cwd: folder.path,
            environment: { HOME: folder.path },
          },
        );
        expect(run).toEqual({ exitCode: 1, stdout: "", stderr: `massgen: ${says}\n` });
        // A wrong command leaves no record behind, which the right one would then stumble over.
        expect(await folder.list()).toEqual(["bad.json", "steps.json"]);
      },
    ),
  );
});

describe("massgen replay", { timeout }, () => {
  it("ends with 1 where there is no run, and leaves nothing behind", () =>
    withFolder({}, async (folder) => {
      const run = await runMassgen(["replay", "nowhere"], { cwd: folder.path });
      expect(run).toEqual({
        exitCode: 1,
        stdout: "",
        stderr: "massgen: nowhere holds no run. Name the folder that massgen computer --record has written.\n",
      });
      expect(await folder.list()).toEqual([]);
    }));

  it.each([
    ["no/replay.html", "The folder of no/replay.html does not exist. Create it first."],
    [".", ". is a directory. Name a file to write to."],
  ])("ends with 1 where %s cannot be written", (output, says) =>
    withFolder({}, async (folder) => {
      const run = await runMassgen(["replay", "nowhere", "--output", output], { cwd: folder.path });
      expect(run).toEqual({ exitCode: 1, stdout: "", stderr: `massgen: ${says}\n` });
    }),
  );
});
