import { describe, expect, it } from "vitest";
import { aiSdk } from "../adapters/ai-sdk.ts";
import { anthropic } from "../adapters/anthropic.ts";
import type { ItemAdapter } from "../adapters/item-adapter.ts";
import { type ChatMessage, openaiChat } from "../adapters/openai-chat.ts";
import { openaiResponses } from "../adapters/openai-responses.ts";
import { type AdapterContract, adapterCases, describeAdapter } from "./describe-adapter.ts";
import type { Step } from "./history.ts";
import { asAiSdk, asAnthropic, asChat, asResponses } from "./render-history.ts";

const long = "line of tool output\n".repeat(40);
const response = { kind: "response", reasoning: true, text: "Let me see.", picture: true } as const;

const history: readonly Step[] = [
  { kind: "message", role: "system", text: "You review code." },
  { kind: "message", role: "user", text: "Review it." },
  { ...response, outputs: [long, long, "short"] },
  { kind: "search", deferred: true, text: "what others say" },
  { ...response, outputs: [long, long], apart: true, approval: true, aside: "And hurry." },
  { kind: "search", deferred: false, text: "more of it" },
  { kind: "message", role: "user", text: "Go on." },
  { ...response, text: "", outputs: [undefined, long] },
  { kind: "screenshot", answered: true },
  { kind: "image", text: "Is this right?" },
  { ...response, outputs: [long] },
];

describeAdapter("openaiResponses", { adapter: openaiResponses, conversation: () => asResponses(history) });
describeAdapter("openaiChat", { adapter: openaiChat, conversation: () => asChat(history) });
describeAdapter("anthropic", { adapter: anthropic, conversation: () => asAnthropic(history) });
describeAdapter("aiSdk", { adapter: aiSdk, conversation: () => asAiSdk(history) });

describe("describeAdapter", () => {
  const conversation = () => asChat(history);
  const { answerCall, describe: factsOf, message, replaceImages, replaceResult } = openaiChat;

  it.each<[string, Partial<ItemAdapter<ChatMessage>>]>([
    ["says something else each time", { describe: (item) => ({ ...factsOf(item), type: `${Math.random()}` }) }],
    ["changes what it looks at", { describe: (item) => factsOf(Object.assign(item, { seen: true })) }],
    ["takes anything for an item", { describe: (item) => factsOf(item ?? { role: "user", content: "" }) }],
    ["overlooks results", { describe: (item) => ({ ...factsOf(item), results: [] }) }],
    ["overlooks calls", { describe: (item) => ({ ...factsOf(item), calls: [] }) }],
    ["overlooks what things cost", { describe: (item) => ({ ...factsOf(item), parts: [] }) }],
    ["replaces a result by something else", { replaceResult: (item, id) => replaceResult(item, id, "gone") }],
    ["loses the call of a result", { replaceResult: ({ role }, _id, content) => ({ role, content }) }],
    [
      "turns a result into another",
      { replaceResult: (i, id, t) => ({ ...replaceResult(i, id, t), tool_call_id: "x" }) },
    ],
    [
      "loses fields that it does not know",
      { replaceResult: ({ role, tool_call_id }, _id, content) => ({ role, tool_call_id, content }) },
    ],
    ["adds to a result at each edit", { replaceResult: (i, id, t) => replaceResult(i, id, `${i.content}${t}`) }],
    ["answers another call", { answerCall: (i, call, text) => answerCall(i, { ...call, id: "other" }, text) }],
    ["answers in the user's name", { answerCall: (_item, _call, text) => message("user", text) }],
    ["answers with something else", { answerCall: (item, call) => answerCall(item, call, "?") }],
    ["leaves images", { replaceImages: (item) => item }],
    ["takes images out without a word", { replaceImages: (item) => replaceImages(item, "") }],
    ["takes the words out with the images", { replaceImages: (item, text) => ({ ...item, content: text }) }],
    ["speaks in another role", { message: (_role, text) => message("assistant", text) }],
    ["speaks as the system", { message: (_role, content) => ({ role: "system", content }) }],
    ["changes what is said", { message: (role, text) => message(role, text.trim().replaceAll("$&", "")) }],
  ])("finds an adapter that %s", async (_name, broken) => {
    expect(await brokenCases({ adapter: { ...openaiChat, ...broken }, conversation })).not.toEqual([]);
  });

  it("finds a conversation that shows less than it should, or what is declared to be left out", async () => {
    const plain = () => conversation().filter(({ role, content }) => role !== "tool" && typeof content === "string");
    const name = "is tested with a conversation that has all but what is left out";
    expect(await brokenCases({ adapter: openaiChat, conversation: plain })).toContain(name);
    expect(await brokenCases({ adapter: openaiChat, conversation, leavesOut: ["images"] })).toEqual([name]);
  });

  it("finds nothing wrong with a format that has neither calls nor images", async () => {
    const talk = Array.from({ length: 20 }, (_, index) => message(index % 2 === 0 ? "user" : "assistant", long));
    const leavesOut = ["calls", "images"] as const;
    expect(await brokenCases({ adapter: openaiChat, conversation: () => talk, leavesOut })).toEqual([]);
  });
});

/** Names of the cases that fail among those that are not left out. */
async function brokenCases<Item>(contract: AdapterContract<Item>): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { name, needs, run } of adapterCases(contract)) {
    if (needs !== undefined && contract.leavesOut?.includes(needs)) continue;
    try {
      await run();
    } catch {
      failed.push(name);
    }
  }
  return failed;
}
