import type { ConversationItem } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { createMemoryArchive } from "../memory-archive.ts";
import { native } from "../strategies/native/native.ts";
import { createCompactingDouble } from "../testing/compacting-double.ts";
import { lengthCounter } from "../testing/length-counter.ts";
import { createCompactor } from "./create-compactor.ts";

const user = (text: string): ConversationItem => ({ type: "message", role: "user", content: text });
const step = (id: string): readonly ConversationItem[] => [
  { type: "function_call", call_id: id, name: "read", arguments: "{}" },
  { type: "function_call_output", call_id: id, output: `${id} `.repeat(1_500) },
];
const developer: ConversationItem = { type: "message", role: "developer", content: "Be brief." };

const archive = createMemoryArchive();
const settings = {
  contextWindow: 4_000,
  counter: lengthCounter,
  archive,
  strategies: [native({ backend: createCompactingDouble() })],
};

describe("rebuild", () => {
  it("gives the whole conversation back after several generations, in its order", async () => {
    const compactor = createCompactor<ConversationItem>(settings);
    const whole: ConversationItem[] = [developer, user("the task")];
    let items: readonly ConversationItem[] = [...whole];
    let generations = 0;
    for (let turn = 0; turn < 12; turn += 1) {
      const added = [user(`turn ${turn}`), ...step(`call-${turn}`)];
      whole.push(...added);
      const fitted = await compactor.fit([...items, ...added]);
      if (fitted.report.status === "compacted") generations += 1;
      items = fitted.items;
    }
    expect(generations).toBeGreaterThan(2);
    const texts = items.filter((item) => item.role === "user").map((item) => item.content);
    expect(texts.filter((text) => text === "the task")).toHaveLength(2);
    expect(texts.filter((text) => text === "turn 3")).toHaveLength(1);
    expect(await compactor.rebuild(items)).toEqual(whole);

    const restarted = createCompactor<ConversationItem>({
      ...settings,
      state: JSON.parse(JSON.stringify(compactor.state())),
    });
    expect(await restarted.rebuild(JSON.parse(JSON.stringify(items)))).toEqual(whole);
  });

  it("leaves a conversation without opaque items as it is", async () => {
    const items = [user("the task"), ...step("a")];
    expect(await createCompactor<ConversationItem>(settings).rebuild(items)).toBe(items);
  });

  it("says so where it does not know what an opaque item stands for", async () => {
    const foreign = [{ type: "compaction", encrypted_content: "sealed elsewhere" }, user("Go on.")];
    await expect(createCompactor<ConversationItem>(settings).rebuild(foreign)).rejects.toMatchObject({
      code: "lost-originals",
      problem: "What an opaque item stands for is not in the archive.",
    });
  });
});
