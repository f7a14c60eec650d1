import { fileURLToPath } from "node:url";
import { heuristicCounter } from "@massgen/compaction";
import { expect, it } from "vitest";
import { defaultRates } from "../limits.ts";
import { checkEstimate } from "./estimate-live.ts";

const session = fileURLToPath(
  new URL("../../../../../apps/examples/sessions/code-review.responses.jsonl", import.meta.url),
);

const settings = {
  limits: { contextWindow: 128_000, trigger: 102_400, target: 51_200 },
  rates: defaultRates,
  counter: heuristicCounter,
  contestants: () => [],
  now: () => 0,
};

it("asks before a model reads more than a million tokens, and only then", async () => {
  await expect(checkEstimate({ named: [session, session] }, settings, undefined)).rejects.toThrow(
    /^The model would have to read about 1,\d{3},\d{3} tokens\. Add --yes to go on, or choose rows with --strategy\.$/,
  );
  await expect(
    checkEstimate({ named: [session, session] }, settings, new Set(["none", "native"])),
  ).resolves.toBeUndefined();
});
