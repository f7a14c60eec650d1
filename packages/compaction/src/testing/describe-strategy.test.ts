import { clearToolResults } from "../strategies/clear-tool-results.ts";
import { deduplicate } from "../strategies/deduplicate.ts";
import { evictImages } from "../strategies/evict-images.ts";
import { window } from "../strategies/window.ts";
import { describeStrategy } from "./describe-strategy.ts";

describeStrategy("window", { strategy: () => window() });
describeStrategy("clearToolResults", { strategy: () => clearToolResults({ keepRecent: 1 }) });
describeStrategy("clearToolResults with every option", {
  strategy: () =>
    clearToolResults({
      keepRecent: 0,
      protectTokens: 100,
      minimumTokens: 10,
      minimumSavings: 200,
      exclude: ({ arguments: input }) => input.includes("file2"),
      preview: { head: 30, tail: 30 },
    }),
});
describeStrategy("evictImages", { strategy: () => evictImages() });
describeStrategy("evictImages one by one", { strategy: () => evictImages({ keepRecent: 0, interval: 1 }) });
describeStrategy("deduplicate", { strategy: () => deduplicate() });
describeStrategy("deduplicate of small results", { strategy: () => deduplicate({ minimumTokens: 1 }) });
