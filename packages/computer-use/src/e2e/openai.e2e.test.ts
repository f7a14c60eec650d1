import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createOpenaiComputer } from "@massgen/backend-openai";
import type { ApprovalAnswer, Computer, ComputerEvent, ComputerResult } from "@massgen/core";
import { type EmulatedReply, type OpenaiEmulator, seenImages, startOpenaiEmulator } from "@massgen/testing";
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { runComputerTask } from "../loop/run-computer-task.ts";
import type { ComputerRunOptions } from "../loop/run-options.ts";
import { writeReplay } from "../recorder/replay/write-replay.ts";
import { openRunFolder } from "../recorder/run-folder.ts";
import { type Pages, startPages } from "../test-support/pages/start-pages.ts";
import { startBrowser } from "../test-support/start-browser.ts";

// A busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

const task = "Sign in as ada.";
const check = { id: "sc_1", code: "malicious_instructions", message: "The page speaks to assistants." };
const call = (name: string, fields: object = {}): EmulatedReply => ({ calls: [{ name, arguments: fields }] });
const click = (x: number, y: number) => ({ type: "click", button: "left", x, y });
const type = (text: string) => ({ type: "type", text });
const signIn = [click(200, 120), type("ada"), click(200, 170), type("1234"), click(180, 220)];
const done = call("finish", { status: "success", answer: "Signed in." });

const dialects = [
  {
    model: "gpt-test",
    // All in one call, which the provider doubts.
    acting: [
      { reasoning: "A form.", items: [{ type: "computer_call", actions: signIn, pending_safety_checks: [check] }] },
    ],
    malformed: [
      { items: [{ type: "computer_call", actions: [click(200, 120), { type: "fly", to: "Rome" }] }] },
      { items: [{ type: "computer_call", actions: [] }] },
    ],
  },
  {
    model: "computer-use-preview",
    // A call for each; the provider doubts the first.
    acting: signIn.map((action, index) => ({
      items: [{ type: "computer_call", action, ...(index === 0 && { pending_safety_checks: [check] }) }],
    })),
    malformed: [
      { items: [{ type: "computer_call", action: { type: "fly" } }] },
      { items: [{ type: "computer_call", action: null }] },
    ],
  },
];

interface Ran {
  readonly result: ComputerResult;
  readonly events: readonly ComputerEvent[];
  /** Titles of the page, which tell what happened to it. */
  readonly titles: readonly string[];
  /** Paths that it was at, as they changed. */
  readonly paths: readonly string[];
}

describeWith("chromium", "a run with OpenAI's computer tools, through the emulator, in a real browser", () => {
  let pages: Pages;
  let computer: Computer;

  beforeAll(async () => {
    pages = await startPages();
    computer = await startBrowser(pages);
  }, 60_000);

  afterAll(async () => {
    await computer?.close();
    await pages?.[Symbol.asyncDispose]();
  });

  async function emulate(model: string, reply: readonly EmulatedReply[]): Promise<OpenaiEmulator> {
    const emulator = await startOpenaiEmulator({ models: { [model]: { contextWindow: 1_000_000, reply } } });
    onTestFinished(() => emulator.close());
    return emulator;
  }

  async function run(
    name: string,
    { baseURL }: OpenaiEmulator,
    options: Partial<ComputerRunOptions> & { readonly answer?: ApprovalAnswer },
  ): Promise<Ran> {
    const { answer = { type: "allow" }, ...rest } = options;
    const model = createOpenaiComputer({ model: name, apiKey: "test-key", baseURL, retries: { maximumRetries: 0 } });
    const running = runComputerTask({ task, model, computer, approval: { approve: () => answer }, ...rest });
    const events: ComputerEvent[] = [];
    for await (const event of running) events.push(event);
    const shown = events.flatMap((event) => (event.type === "frame" ? [event.observation] : []));
    const all = shown.map(({ url = "" }) => url.replace(pages.origin, ""));
    return {
      result: await running.result,
      events,
      titles: shown.map(({ title = "" }) => title),
      paths: all.filter((path, place) => path !== all[place - 1]),
    };
  }

  it.each(dialects)("is done and taken up again: $model", async ({ model, acting, malformed }) => {
    const folder = await mkdtemp(join(tmpdir(), "massgen-openai-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const opening = [
      call("open_page", { url: `${pages.origin}/login` }),
      call("read_page", { question: "Who is it for?" }),
    ];
    const asking = [call("ask_user", { question: "Is that all?" }), call("open_page", { url: `${pages.origin}/text` })];
    const script = [...opening, ...malformed, ...acting, ...asking, call("go_back"), done];
    const emulator = await emulate(model, script);
    const common = { onQuestion: () => "Look at the other page, too.", priceOf: () => 0.01 };

    const first = await openRunFolder(folder);
    const before = await run(model, emulator, { ...common, log: first, budget: { steps: opening.length + 1 } });
    await first.close();
    expect(before.result).toMatchObject({ status: "budget", budget: "steps", steps: 3 });
    const again = await openRunFolder(folder, { resume: true });
    const { result, events, titles, paths } = await run(model, emulator, { ...common, resume: again });
    await again.close();

    expect(result).toMatchObject({ status: "success", answer: "Signed in.", steps: script.length });
    expect(result.requests).toBe(script.length);
    expect(result.cost).toBeCloseTo(script.length * 0.01);
    expect(titles).toContain("signed in: ada 4");
    expect(paths).toEqual(["/login", "/text", "/login"]);
    expect(events.filter(({ type: kind }) => kind === "notice")).toEqual([]);
    const kinds = events.map(({ type: kind }) => kind);
    expect(kinds.filter((kind) => kind === "approval-request")).toHaveLength(1);
    expect(kinds.indexOf("approval-end")).toBeLessThan(kinds.indexOf("action-start"));
    expect(await writeReplay(folder)).toMatchObject({ steps: script.length, missingPictures: 0 });

    expect(emulator.requests.map(({ status }) => status)).toEqual(script.map(() => 200));
    const sent = JSON.stringify(emulator.requests.at(-1)?.body);
    expect(sent).toContain("Note to assistants");
    expect(sent).toContain("Look at the other page, too.");
    expect(sent).toContain('\\"fly\\", which is no action');
    expect(sent).toContain("The call has no action. Nothing was done.");
    expect(sent).toContain('"acknowledged_safety_checks":[{"id":"sc_1"');
    const seen = emulator.requests.at(-1)?.seen;
    const sizes = new Set((seen ? seenImages(seen) : []).map(({ width, height }) => `${width}x${height}`));
    expect([...sizes]).toEqual(["1440x900"]);
  });

  it.each(dialects)("does nothing of what a person does not allow: $model", async ({ model, acting }) => {
    const url = `${pages.origin}/login`;
    const emulator = await emulate(model, [call("open_page", { url }), ...acting, done]);
    const answer = { type: "deny", reason: "Not that page." } as const;
    const { result, events, titles } = await run(model, emulator, { answer });
    expect(result).toMatchObject({
      status: "interrupted",
      reason: "A safety check of step 2 was not accepted: Not that page.",
      steps: 2,
    });
    expect(events.filter((event) => event.type === "action-start").map(({ action }) => action.type)).toEqual([
      "navigate",
    ]);
    expect((await computer.observe()).title).toBe("ready");
    expect(titles).not.toContain("signed in: ada 4");
    expect(emulator.requests).toHaveLength(2);
  });

  it("fails where the model decides nothing that makes sense", async () => {
    const [dialect] = dialects;
    const emulator = await emulate("gpt-test", dialect?.malformed.slice(1) ?? []);
    const { result, events } = await run("gpt-test", emulator, {});
    expect(result).toMatchObject({ status: "failure", fault: { source: "model", code: "invalid-output" }, steps: 3 });
    expect(events.some((event) => event.type === "action-start")).toBe(false);
  });
});
