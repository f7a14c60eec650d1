import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ComputerRunRecord } from "@massgen/computer-use";
import { readRecords, writeReplay } from "@massgen/computer-use/recorder";
import type { ComputerResult } from "@massgen/core";
import { expect } from "vitest";

/**
 * Fails the test where the folder of a run that is over lacks something: its beginning and end, the picture of a frame,
 * the frame of a step, what came of a step, the result, or a replay that shows all of it.
 */
export async function checkRunFolder(folder: string, result: ComputerResult): Promise<readonly ComputerRunRecord[]> {
  const records = await readRecords(folder);
  expect(records[0]).toMatchObject({ type: "run", log: "massgen-computer-run" });
  const last = records.at(-1);
  expect(last?.type === "end" && last.result).toEqual(JSON.parse(JSON.stringify(result)));

  const frames = records.filter((record) => record.type === "frame");
  const pictures = await readdir(join(folder, "frames"));
  const named = new Set(frames.map(({ observation }) => `${observation.frame.picture}.png`));
  expect(new Set(pictures)).toEqual(named);
  const numbers = new Set(frames.map(({ number }) => number));
  const steps = records.filter((record) => record.type === "step");
  expect(steps.map(({ step }) => step)).toEqual(Array.from({ length: result.steps }, (_, index) => index + 1));
  for (const { turn } of steps) expect(numbers).toContain(turn.frame);
  const concluded = new Set(records.filter((record) => record.type === "outcome").map(({ step }) => step));
  for (const { step } of steps.slice(0, -1)) expect(concluded).toContain(step);

  const replay = await writeReplay(folder);
  expect(replay).toMatchObject({ steps: result.steps, missingPictures: 0 });
  expect(await readFile(replay.path, "utf8")).toMatch(/^<!doctype html>/i);
  return records;
}
