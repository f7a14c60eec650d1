import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runComputerTask } from "@massgen/computer-use";
import { openRunFolder } from "@massgen/computer-use/recorder";
import { createSimulatedComputer } from "@massgen/computer-use/testing";
import type { Decision } from "@massgen/core";
import {
  type EmulatedFaraGeneration,
  type FaraMalformation,
  type FaraStep,
  hopelessFaraMalformations,
  recoverableFaraMalformations,
} from "@massgen/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkRunFolder } from "./check-run-folder.ts";
import { emulatedFara } from "./emulated-fara.ts";
import { faraWords } from "./fara-words.ts";

const generations = ["7b", "1.5"] as const;
/** Size of the simulated computer's frames, and of what Fara sees of them. */
const frame = { width: 320, height: 200 };
const sent: Readonly<Record<EmulatedFaraGeneration, typeof frame>> = {
  "7b": { width: 308, height: 196 },
  "1.5": frame,
};

const written = "It's 5 €, true";

function storyOf(generation: EmulatedFaraGeneration): readonly FaraStep[] {
  const { click, fill, key, note, scroll, finish } = faraWords(generation, frame, sent[generation]);
  return [
    ...fill({ x: 120, y: 82 }, written),
    key("Control", "a"),
    note("The price is 5."),
    scroll(),
    click({ x: 60, y: 35 }),
    finish("All of it's done."),
  ];
}

describe.each(generations)("a run with Fara %s", (generation) => {
  const story = storyOf(generation);
  let folders: string;
  let unspoilt: readonly object[];
  let count = 0;
  beforeAll(async () => {
    folders = await mkdtemp(join(tmpdir(), "fara-malformations-"));
    unspoilt = (await run(story)).decisions.map(withoutThoughts);
  }, 60_000);
  afterAll(() => rm(folders, { recursive: true, force: true }));

  async function run(script: readonly FaraStep[], malformation?: FaraMalformation) {
    const { model, emulator } = await emulatedFara({ generation, script, ...(malformation && { malformation }) });
    const computer = createSimulatedComputer();
    count += 1;
    const folder = join(folders, String(count));
    const log = await openRunFolder(folder);
    try {
      const result = await runComputerTask({ task: "Do it.", model, computer, log }).result;
      const records = await checkRunFolder(folder, result);
      const decisions = records.flatMap((record) => (record.type === "step" ? [record.decision] : []));
      return { result, decisions, clicks: computer.clicks(), text: computer.textOf("name"), emulator };
    } finally {
      await log.close();
      await computer.close();
      await emulator.close();
    }
  }

  it("does what its script says", async () => {
    const { result, clicks, text } = await run(story);
    expect(result).toMatchObject({ status: "success", answer: "All of it's done.", notes: ["The price is 5."] });
    expect({ clicks, text }).toEqual({ clicks: ["ok"], text: written });
    expect(unspoilt).toHaveLength(story.length);
  });

  it.each(recoverableFaraMalformations)("decides the same where each answer is spoilt: %s", async (malformation) => {
    const { result, decisions, clicks, text, emulator } = await run(story, malformation);
    expect(result).toMatchObject({
      status: "success",
      answer: expect.stringContaining("All of it's done."),
      steps: story.length,
      requests: story.length,
    });
    expect(result.usage.outputTokens).toBeGreaterThan(10 * story.length);
    expect(decisions.map(withoutThoughts)).toEqual(unspoilt);
    for (const { thoughts } of decisions) expect(thoughts ?? "").not.toContain("computer_use");
    expect(clicks).toEqual(["ok"]);
    expect(text).toBe(written);
    expect(emulator.layoutProblems()).toEqual([]);
  });

  it.each(hopelessFaraMalformations)("asks again where an answer makes no sense: %s", async (malformation) => {
    const [first = { action: "wait" }, ...rest] = story;
    const { result, decisions, emulator } = await run([{ ...first, malformation }, first, ...rest]);
    expect(result).toMatchObject({ status: "success", steps: rest.length + 1, requests: rest.length + 2 });
    expect(decisions.map(withoutThoughts)).toEqual(unspoilt);
    const [, correction, next] = emulator.requests.map(({ body }) => JSON.stringify(body));
    expect(correction).toContain("ERROR: Nothing was done.");
    // What made no sense is no part of the history.
    expect(next).not.toContain("ERROR: Nothing was done.");
    expect(emulator.layoutProblems()).toEqual([]);
  });

  it.each(hopelessFaraMalformations)("gives up where each answer makes no sense: %s", async (malformation) => {
    const { result, clicks, emulator } = await run(story, malformation);
    expect(result).toMatchObject({
      status: "failure",
      steps: 0,
      fault: { source: "model", code: "invalid-response" },
      reason: expect.stringMatching(/: 3 answers in a row (were empty|held no action that can be done)\. /),
    });
    expect(clicks).toEqual([]);
    expect(emulator.requests).toHaveLength(3);
    expect(emulator.layoutProblems()).toEqual([]);
  });
});

function withoutThoughts({ thoughts: _, ...decision }: Decision): object {
  return decision.type === "finish" ? { ...decision, answer: "" } : decision;
}
