import { BackendError, type ConversationItem } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { compact } from "../../compact.ts";
import { createMemoryArchive } from "../../memory-archive.ts";
import { createCompactingDouble } from "../../testing/compacting-double.ts";
import { lengthCounter } from "../../testing/length-counter.ts";
import { window } from "../window.ts";
import { native } from "./native.ts";

const user = (text: string): ConversationItem => ({ type: "message", role: "user", content: text });
const image = { type: "input_image", image_url: "data:image/png;base64,iVBORw0KGgo=" };
const step = (id: string, output: ConversationItem["output"] = `${id} `.repeat(400)): readonly ConversationItem[] => [
  { type: "function_call", call_id: id, name: "read", arguments: "{}" },
  { type: "function_call_output", call_id: id, output },
];
const conversation = [
  user("the task"),
  ...step("a"),
  ...step("b", [image]),
  ...step("c"),
  ...step("d", [image]),
  ...step("e"),
  user("Go on."),
];

function refusingAbove(characters: number, code: "context-overflow" | "request-too-large" = "context-overflow") {
  const requests: (readonly ConversationItem[])[] = [];
  const backend = createCompactingDouble({
    onRequest(items) {
      requests.push(items);
      if (JSON.stringify(items).length <= characters) return;
      throw new BackendError("double/model: the conversation is larger than the model's window.", {
        code,
        remedy: "Compact it.",
        retryable: false,
      });
    },
  });
  return { requests, strategy: native({ backend }) };
}

describe("a conversation that is too much for the compaction itself", () => {
  it.each(["context-overflow", "request-too-large"] as const)(
    "is sent once more without old tool outputs and images, on %s",
    async (code) => {
      const archive = createMemoryArchive();
      const { requests, strategy } = refusingAbove(3_000, code);
      const { report } = await compact(conversation, {
        target: 1_000,
        strategies: [strategy],
        counter: lengthCounter,
        archive,
      });
      expect(report).toMatchObject({ status: "compacted", strategy: "native" });
      expect(report.attempts[0]?.cost?.calls).toBe(2);
      expect(requests).toHaveLength(2);
      const sent = JSON.stringify(requests[1]);
      expect(sent).not.toContain("a a a");
      expect(sent).toContain("e e e");
      expect(sent.match(/input_image/g)).toHaveLength(1);
      expect(sent).not.toContain("recall");
      const opaque = report.actions.find(({ type }) => type === "compaction");
      expect(opaque?.reason).toBe("the provider's own compaction, asked again without old tool outputs and images");
      expect((await archive.search("a"))[0]?.excerpt).toContain("a a a");
    },
  );

  it("is left to the next strategy where it is still too much", async () => {
    const { requests, strategy } = refusingAbove(10);
    const { report } = await compact(conversation, {
      target: 1_000,
      strategies: [strategy, window()],
      counter: lengthCounter,
    });
    expect(requests).toHaveLength(2);
    expect(report).toMatchObject({ status: "compacted", strategy: "window" });
    expect(report.attempts[0]).toMatchObject({
      outcome: "failed",
      reason: "double/model: the conversation is larger than the model's window.",
    });
  });

  it("is not sent again where there is nothing to take out", async () => {
    const { requests, strategy } = refusingAbove(10);
    const plain = Array.from({ length: 9 }, (_, index) => user(`${index} `.repeat(300)));
    await compact(plain, { target: 1_000, strategies: [strategy], counter: lengthCounter });
    expect(requests).toHaveLength(1);
  });
});
