import { describe, expect, it } from "vitest";
import { answering } from "../testing/answering.ts";
import { answerTo, collect, finishOf } from "../testing/collect.ts";
import { failureOf } from "../testing/failure-of.ts";
import { readTool, user } from "../testing/items.ts";
import { conversation, startKnowing } from "../testing/swordfish.ts";

describe("compact at the endpoint", () => {
  it("passes on the window as it came, with the origin on the compaction item only", async () => {
    const { backend, emulator } = await startKnowing();
    const { items, usage } = await backend.compact({
      items: conversation,
      instructions: "Be brief.",
      tools: [readTool],
    });
    expect(items.map(({ type, role }) => role ?? type)).toEqual(["user", "user", "compaction"]);
    expect(items.filter((item) => "massgen" in item).map(({ type }) => type)).toEqual(["compaction"]);
    expect(items[0]).toMatchObject({ id: expect.stringMatching(/^msg_/), status: "completed" });
    const { billed, body } = emulator.requests[0] ?? {};
    expect(usage).toMatchObject({ inputTokens: billed?.inputTokens, outputTokens: billed?.outputTokens });
    expect(Object.keys(body as object)).toEqual(["model", "input"]);
    expect(await answerTo(backend, [...items, user("What was it?")])).toBe("swordfish");
  });

  it("sends a window back that carries what only answers have", async () => {
    const { backend } = await startKnowing({}, { compactQuirks: ["created-by", "developer-messages"] });
    const { items } = await backend.compact({ items: conversation });
    expect(items.at(-1)).toHaveProperty("created_by");
    expect(await answerTo(backend, [...items, user("What was it?")])).toBe("swordfish");
  });

  it("sends a window back in which answers have lost their reasoning", async () => {
    const { backend } = await startKnowing(
      { model: "gpt-thinks" },
      {
        compactQuirks: ["assistant-messages"],
        models: {
          "gpt-thinks": {
            contextWindow: 10_000,
            reply: ({ text, entries }) =>
              entries.length < 2
                ? { reasoning: "I think.", text: "I have noted it." }
                : { text: text.includes("swordfish") ? "swordfish" : "I forgot." },
          },
        },
      },
    );
    const first = user("The password of the day is swordfish.");
    const { items: output } = finishOf(await collect(backend.stream({ items: [first] })));
    const { items } = await backend.compact({ items: [first, ...output, user("Thank you.")] });
    expect(items.find(({ role }) => role === "assistant")).toHaveProperty("id");
    expect(await answerTo(backend, [...items, user("What was it?")])).toBe("swordfish");
  });

  it("compacts what was compacted", async () => {
    const { backend } = await startKnowing();
    let { items } = await backend.compact({ items: conversation });
    for (const more of ["one", "two"]) ({ items } = await backend.compact({ items: [...items, user(more)] }));
    expect(items.filter(({ type }) => type === "compaction")).toHaveLength(1);
    expect(await answerTo(backend, [...items, user("What was it?")])).toBe("swordfish");
  });
});

describe("compact at an endpoint that answers strangely", () => {
  it.each([
    ["text/html", "<html></html>", "it has no output"],
    ["application/json", '{"output":"x"}', "it has no output"],
    ["application/json", '{"output":[1]}', "it has no output"],
    ["application/json", '{"output":[{"type":"compaction"}]}', "it came without usage"],
  ])("%s %s", async (type, text, said) => {
    const backend = await answering(type, text, { compaction: { mode: "endpoint" } });
    const error = await failureOf(backend.compact({ items: conversation }));
    expect(error).toMatchObject({
      code: "invalid-response",
      remedy: "Use another mode of compaction, or none of the provider's.",
    });
    expect(error.problem).toMatch(new RegExp(`the compaction could not be used: ${said}\\.$`));
  });
});
