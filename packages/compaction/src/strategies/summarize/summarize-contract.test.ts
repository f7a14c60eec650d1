import { describeStrategy } from "../../testing/describe-strategy.ts";
import { summarize } from "./summarize.ts";

const model = async () => "## Goal\nGo on.\n## Next step\nRead file0.ts.";

describeStrategy("summarize", { strategy: () => summarize({ model, maximumTokens: 300, keepRecent: "20%" }) });
describeStrategy("summarize of all but the newest step, part by part", {
  strategy: () => summarize({ model, maximumTokens: 160, keepRecent: 0, contextWindow: 1_600 }),
});
