import { describe, expect, it } from "vitest";
import { fromAgents, toAgents } from "./formats/agents.ts";
import { fromAiSdk, toAiSdk } from "./formats/ai-sdk.ts";
import { fromChat, toChat } from "./formats/chat.ts";
import { fromLangchain, toLangchain } from "./formats/langchain.ts";
import { fromMastra, toMastra } from "./formats/mastra.ts";
import type { Entry } from "./neutral.ts";
import { neutralSession } from "./neutral-session.ts";
import { pack, unpack } from "./packed-result.ts";

const session = neutralSession(200);
const there: Readonly<Record<string, (entries: readonly Entry[]) => readonly Entry[]>> = {
  "OpenAI Chat": (entries) => fromChat(toChat(entries)),
  LangChain: (entries) => fromLangchain(toLangchain(entries)),
  "the AI SDK": (entries) => fromAiSdk(toAiSdk(entries)),
  Mastra: (entries) => fromMastra(toMastra(entries)),
  "OpenAI Agents": (entries) => fromAgents(toAgents(entries)),
};

describe("the session", () => {
  it("has as many chat messages as were asked for, whatever the number", () => {
    for (const messages of [5, 6, 7, 8, 9, 23, 24, 25, 26, 27, 200, 1_000]) {
      expect(toChat(neutralSession(messages))).toHaveLength(messages);
    }
  });

  it("is the same for the same seed and another for another", () => {
    expect(neutralSession(200)).toEqual(session);
    expect(neutralSession(200, 2)).not.toEqual(session);
  });

  it("has parallel calls, long results, and its end in the middle of a turn", () => {
    const calls = toChat(session).map(({ tool_calls: list }) => (Array.isArray(list) ? list.length : 0));
    expect(new Set(calls)).toEqual(new Set([0, 1, 2, 3, expect.any(Number)]));
    const lengths = session.map((entry) => (entry.kind === "result" ? entry.text.length : 0));
    expect(Math.max(...lengths)).toBeGreaterThan(4_000);
    expect(session.at(-1)?.kind).toBe("result");
  });
});

describe("a format", () => {
  it.each(Object.keys(there))("of %s gives a session back as it was", (name) => {
    expect(there[name]?.(session)).toEqual(session);
  });
});

describe("a prompt of Mastra", () => {
  it("has every user text in a part, and the results of a step in one message", () => {
    const prompt = toMastra(session);
    const users = prompt.filter(({ role }) => role === "user").map(({ content }) => content);
    expect(users[0]).toEqual([{ type: "text", text: expect.stringMatching(/^Task 1: /) }]);
    expect(prompt.some(({ role, content }) => role === "tool" && content.length === 3)).toBe(true);
  });
});

describe("a packed result", () => {
  it("names what is the session's by its position and comes back as it was", () => {
    const result: readonly Entry[] = [
      ...session.slice(0, 3),
      { kind: "assistant", text: "A note." },
      ...session.slice(40).map((entry): Entry => (entry.kind === "result" ? { ...entry, text: "cleared" } : entry)),
    ];
    const packed = pack(session, result);
    expect(packed.slice(0, 4)).toEqual([0, 1, 2, { kind: "assistant", text: "A note." }]);
    expect(unpack(session, packed)).toEqual(result);
  });
});
