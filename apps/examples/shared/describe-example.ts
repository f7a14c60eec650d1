import { describe, expect, it } from "vitest";
import { checkOutcome } from "./check-outcome.ts";
import type { Example } from "./example.ts";
import { main } from "./main.ts";
import { runExample } from "./run-example.ts";

/** What every example must do, offline. */
export function describeExample(example: Example): void {
  // The timeout only ends a run that hangs.
  describe(example.name, { timeout: 60_000 }, () => {
    it("keeps its promises, and says that the model is simulated", async () => {
      const lines: string[] = [];
      const { requests, compactions } = await main(example, [], (line) => lines.push(line));
      expect(requests.filter(({ refused }) => refused !== undefined)).toEqual([]);
      expect(compactions.length).toBeGreaterThan(1);
      expect(lines[0]).toContain("simulated");
    });

    it("recovers where the window is smaller than it was told", async () => {
      const outcome = await runExample(example, { providerWindow: 10_000 });
      checkOutcome(outcome);
      expect(outcome.requests.some(({ refused }) => refused === "too-long")).toBe(true);
    });

    it("asks for a key before a live run", async () => {
      await expect(runExample({ ...example, keyVariable: "NO_SUCH_KEY" }, { live: true })).rejects.toThrow(
        "A live run needs an API key in NO_SUCH_KEY.",
      );
    });
  });
}
