import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Decision } from "@massgen/core";
import { expect, it } from "vitest";
import { describeWith, sessionDataFolder } from "../../../scripts/test-support/describe-with.ts";
import { createFaraDialect } from "./dialect/create-fara-dialect.ts";
import { smartResize } from "./frames/smart-resize.ts";
import { detectGeneration } from "./profiles/detect-generation.ts";
import { faraProfiles } from "./profiles/fara-profiles.ts";

interface RealOutput {
  readonly id: string;
  readonly model: string;
  readonly raw: string;
  readonly viewport?: readonly [number, number];
  readonly expectedPixel?: readonly [number, number];
}

function readOutputs(): readonly RealOutput[] {
  const path = join(sessionDataFolder(), "..", "fara-raw-outputs.jsonl");
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line): RealOutput => JSON.parse(line));
}

function decide({ model, raw, viewport = [1_440, 900] }: RealOutput): Decision {
  const generation = detectGeneration(model) ?? "7b";
  const frame = { width: viewport[0], height: viewport[1] };
  const sent = smartResize(frame, faraProfiles[generation].resize);
  return createFaraDialect({ generation }).decode(raw, { frame, sent });
}

describeWith("session-data", "real outputs of Fara models", () => {
  it("are read as what they mean", () => {
    const outputs = readOutputs();
    const decisions = Object.fromEntries(outputs.map((output) => [output.id, decide(output)]));
    expect(outputs).toHaveLength(8);
    expect(decisions).toMatchObject({
      "fara7b-terminate-wikipedia": {
        type: "finish",
        status: "success",
        answer: expect.stringMatching(/64,394,387 pages\.$/),
      },
      "fara7b-om2w-gamestop-left_click": {
        type: "act",
        thoughts: expect.stringMatching(/^To begin locating/),
        actions: [{ type: "click", x: 1083.025, y: 37.165 }],
      },
      "fara7b-om2w-gamestop-web_search": {
        type: "act",
        actions: [
          {
            type: "navigate",
            url: "https://www.bing.com/search?q=GameStop+store+locator+zip+code+90028&FORM=QBLH",
          },
        ],
      },
      "fara7b-om2w-gamestop-terminate": {
        type: "finish",
        status: "success",
        answer: expect.stringMatching(/\(323\) 466-3714\.$/),
      },
      "fara15-4b-loop-terminate": {
        type: "finish",
        status: "success",
        answer: "The final status text shown on the page is: CLICKED: ACCEPTED.",
      },
    } satisfies Record<string, object>);
  });

  it("click where they were seen to click", () => {
    const clicks = readOutputs().filter(({ expectedPixel }) => expectedPixel !== undefined);
    expect(clicks.length).toBeGreaterThanOrEqual(3);
    for (const output of clicks) {
      const decision = decide(output);
      const [action] = decision.type === "act" ? decision.actions : [];
      if (action?.type !== "click") throw new Error(`${output.id} is no click.`);
      expect([Math.round(action.x), Math.round(action.y)]).toEqual(output.expectedPixel);
    }
  });
});
