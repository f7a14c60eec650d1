import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { loadO200kCounter } from "@massgen/compaction/o200k";
import { describe, expect, it } from "vitest";
import { parseLimits } from "./bench-options.ts";
import { chooseContestants } from "./contestants/choose-contestants.ts";
import { defaultRates } from "./limits.ts";
import { naivePrompt } from "./naive/prompt.ts";
import { cellsOf } from "./render/cells.ts";
import { runBenchmark } from "./run-benchmark.ts";

const root = join(import.meta.dirname, "../../../..");
const page = await readFile(join(root, "docs/benchmarking.md"), "utf8");
const oneSpace = (line: string) => line.replace(/ +/g, " ");

describe("docs/benchmarking.md", { timeout: 60_000 }, () => {
  it.each(["128k", "64k"])(
    "has the rows that the command prints of the bundled session for a window of %s",
    async (size) => {
      const result = await runBenchmark(
        { named: [join(root, "apps/examples/sessions/code-review.responses.jsonl")] },
        {
          limits: parseLimits({ contextWindow: size, trigger: "80%", target: "40%" }),
          rates: defaultRates,
          counter: await loadO200kCounter(),
          contestants: (session) => chooseContestants(session, undefined, undefined),
          now: () => 0,
        },
      );
      // Everything but the time.
      const rows = result.rows.map((row) => `| ${cellsOf(row).slice(0, -1).join(" | ")} |`);
      expect(rows).toHaveLength(6);
      for (const row of rows) expect(oneSpace(page)).toContain(row);
    },
  );

  it("has the baseline's prompt", () => {
    expect(page).toContain(naivePrompt);
  });
});
