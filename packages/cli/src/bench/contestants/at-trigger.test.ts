import { window } from "@massgen/compaction";
import { expect, it } from "vitest";
import { defaultRates } from "../limits.ts";
import { replay } from "../replay/replay.ts";
import { prepareSession } from "../session.ts";
import { call, chatSession, letterCounter, output } from "../testing/small-session.ts";
import { atTrigger } from "./at-trigger.ts";

it("keeps whole requests below the trigger, what is in them beside the items included", async () => {
  const items = [
    { role: "user", content: "x".repeat(996) },
    ...Array.from({ length: 12 }, (_, step) => [call(`c${step}`, "{}"), output(`c${step}`, 400, "read")]).flat(),
  ];
  // Each request has 1,000 tokens more than its items: 2,000 at the first call, and 410 more at each.
  const calls = Array.from({ length: 12 }, (_, step) => ({
    afterItem: 1 + 2 * step,
    usage: { inputTokens: 2_000 + 410 * step, outputTokens: 10 },
  }));
  const session = await prepareSession(chatSession(items, calls), letterCounter);
  expect(session.fit).toMatchObject({ scale: 1, overhead: 1_000 });
  const contestant = {
    strategy: "window",
    mode: "offline",
    isReadable: true,
    start: atTrigger(() => [window()]),
  } as const;
  const limits = { contextWindow: 4_000, trigger: 3_000, target: 2_600 };
  const row = await replay(session, contestant, { limits, rates: defaultRates, now: () => 0 });
  // 2,000, 2,410, 2,820; 3,230 is due: the task, a note of 84 and one step make 1,000 + 1,000 + 84 + 410 = 2,494.
  // 2,904; 3,314 is due again, and so is every second one after it. From 10 items on the note is a letter longer.
  expect(row).toMatchObject({ peakTokens: 2_905, compactions: 5, failures: 0 });
});
