import { describe, expect, it } from "vitest";
import type { ChatMessage } from "../../adapters/openai-chat.ts";
import { compact } from "../../compact.ts";
import { chatConversation } from "../../testing/chat-view.ts";
import { lengthCounter } from "../../testing/length-counter.ts";
import { summarize } from "./summarize.ts";
import type { Scripted } from "./testing/scripted-model.ts";
import { scriptedModel } from "./testing/scripted-model.ts";
import { summaryOf } from "./testing/summary-of.ts";

const long = "tool output ".repeat(300);
const generations = 5;
const maximumTokens = 900;

/** What one generation adds, each with a fact of every kind that only this generation has. */
function stepsOf(generation: number, withUser: boolean): readonly ChatMessage[] {
  const call = (id: string, name: string, input: object): ChatMessage => ({
    role: "assistant",
    content: null,
    tool_calls: [{ id, type: "function", function: { name, arguments: JSON.stringify(input) } }],
  });
  const user = `Look at ticket SHOP-${4100 + generation}. You must never touch table legacy_orders_${generation}.`;
  return [
    ...(withUser ? [{ role: "user", content: user }] : []),
    call(`e${generation}`, "edit_file", { path: `src/part-${generation}.ts`, old: "a", new: "b" }),
    { role: "tool", tool_call_id: `e${generation}`, content: `ok\n${long}` },
    call(`r${generation}`, "bash", { command: `make check-${generation}` }),
    {
      role: "tool",
      tool_call_id: `r${generation}`,
      content: `${long}\nTimeoutError: step ${generation} took 9${generation}1 ms\nexit code: ${generation}`,
    },
    { role: "assistant", content: `Deployed build ${70_000 + generation} of v1.${generation}.7.` },
  ];
}

const plantedByUser = (generation: number) => [
  `SHOP-${4100 + generation}`,
  `You must never touch table legacy_orders_${generation}.`,
];
const planted = (generation: number) => [
  `\`src/part-${generation}.ts\`: edited`,
  `\`make check-${generation}\`: ran (exit ${generation})`,
  `TimeoutError: step ${generation} took 9${generation}1 ms`,
  String(70_000 + generation),
  `v1.${generation}.7`,
];

async function live(withUser: boolean, ...script: readonly Scripted[]) {
  const { model, requests } = scriptedModel(...script);
  const options = {
    target: 3_000,
    counter: lengthCounter,
    strategies: [summarize<ChatMessage>({ model, maximumTokens, keepRecent: 0 })],
  };
  let items: readonly ChatMessage[] = chatConversation([]);
  const pinned = items;
  for (let generation = 1; generation <= generations; generation += 1) {
    items = [...items, ...stepsOf(generation, withUser), ...chatConversation([long, long, long]).slice(2)];
    const users = items.filter(({ role }) => role === "user");
    const { items: after, report } = await compact(items, options);
    expect(report).toMatchObject({ status: "compacted", strategy: "summarize" });
    expect(after.slice(0, pinned.length)).toEqual(pinned);
    const usersAfter = after.filter(({ role }) => role === "user");
    expect(usersAfter.at(0)).toBe(users.at(0));
    expect(usersAfter.at(-1)).toBe(users.at(-1));
    items = after;
  }
  return { items, requests, summary: summaryOf(items) };
}

const forgetful = "## Next step\nGo on.";

describe.each([
  { title: "of several tasks", withUser: true },
  { title: "of one task", withUser: false },
])(`summarize, over ${generations} generations of a session $title`, ({ withUser }) => {
  it("keeps planted facts although the model forgets them all, in one message that does not grow", async () => {
    const { summary, items } = await live(withUser, forgetful);
    for (let generation = 1; generation <= generations; generation += 1) {
      for (const fact of planted(generation)) expect(summary).toContain(fact);
      // The last user message stays itself.
      if (withUser && generation < generations) {
        for (const fact of plantedByUser(generation)) expect(summary).toContain(fact);
      }
    }
    expect(lengthCounter.count(summary).tokens).toBeLessThanOrEqual(maximumTokens);
    expect(items.length).toBeLessThan(9);
  });

  it("keeps what one answer had and later ones lose", async () => {
    const first =
      "## Constraints and preferences\n- Never deploy on a Friday.\n## Errors\nError: quota of 512 MB used up.";
    const { summary } = await live(withUser, first, forgetful);
    expect(summary).toContain("- demanded by the user: Never deploy on a Friday.");
    expect(summary).toContain("512 MB");
  });

  it("hands the notes so far to the model, without the lists beside them", async () => {
    const { requests } = await live(withUser, "notes A1", "notes B2", "notes C3");
    const [first, second, third] = requests.map(({ input }) => input);
    expect(first).not.toMatch(/<notes-/);
    expect(second).toMatch(/<notes-(\w+)>\nnotes A1\n<\/notes-\1>/);
    expect(third).toMatch(/<notes-(\w+)>\nnotes B2\n<\/notes-\1>/);
    for (const { input } of requests) expect(input).not.toContain("[massgen: summary");
    expect(requests[1]?.instructions).toContain("holds the notes on all that came before");
  });
});

describe("summarize, once more", () => {
  it("counts the items behind it and names the entries of earlier generations", async () => {
    const ids: string[] = [];
    const archive = {
      put: async (entries: readonly { readonly id: string }[]) => void ids.push(...entries.map(({ id }) => id)),
      get: async () => undefined,
      search: async () => [],
    };
    const strategies = [summarize<ChatMessage>({ model: scriptedModel("notes").model, keepRecent: 0 })];
    const options = { target: 3_000, counter: lengthCounter, strategies, archive };
    const steps = () => chatConversation([long, long, long, long]).slice(2);
    const first = await compact([...chatConversation([]), ...steps()], options);
    const second = await compact([...first.items, ...steps()], options);
    expect(summaryOf(first.items)).toMatch(
      new RegExp(`^\\[massgen: summary of 6 earlier items; recall ${ids[0]}\\]\n`),
    );
    expect(summaryOf(second.items)).toContain(`[massgen: summary of 14 earlier items; recall ${ids[1]}, ${ids[0]}]`);
  });

  it("does nothing while there is nothing new", async () => {
    const { items } = await live(true, "notes");
    const { model, requests } = scriptedModel("notes");
    const strategies = [summarize<ChatMessage>({ model, keepRecent: 0 })];
    const { report } = await compact(items, { target: "90%", counter: lengthCounter, strategies });
    expect(report.attempts[0]?.reason).toContain("too few to be worth a summary");
    expect(requests).toEqual([]);
  });
});
