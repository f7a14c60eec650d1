import { expect } from "vitest";
import { type Fields, partsIn } from "./fields.ts";

interface Turn {
  readonly role: string;
  readonly blocks: Fields[];
}

/**
 * Calls without a result. Anthropic joins neighbours of one role to turns, and wants the results of a turn's calls first
 * thing in the next; tools that it ran itself are answered by the assistant, at some time.
 */
export function openAnthropicCalls(messages: readonly Fields[]): readonly string[] {
  expect(messages[0]?.role, "the first message is the user's").toBe("user");
  const neverAnswered: string[] = [];
  const server = new Set<string>();
  let open = new Set<string>();
  const turns = turnsOf(messages);
  turns.forEach(({ role, blocks }, index) => {
    const where = `in turn ${index}`;
    expect(blocks.length, `blocks ${where}`).toBeGreaterThan(0);
    expect(blocks.map((block) => block.text).includes(""), `an empty text ${where}`).toBe(false);
    const results = blocks.filter((block) => block.type === "tool_result");
    expect(blocks.slice(0, results.length), `results come first ${where}`).toEqual(results);
    if (role !== "user") expect(results, `results ${where}`).toEqual([]);
    for (const { tool_use_id: id } of results) expect(open.delete(String(id)), `${id} is open ${where}`).toBe(true);
    neverAnswered.push(...open);
    open = new Set(blocks.filter((block) => block.type === "tool_use").map((block) => String(block.id)));
    for (const block of blocks) {
      if (block.type === "server_tool_use") server.add(String(block.id));
      if (/._tool_result$/.test(String(block.type))) {
        expect(server.delete(String(block.tool_use_id)), `${block.tool_use_id} was called ${where}`).toBe(true);
      }
    }
  });
  expectThinkingFirst(turns.findLast(({ role }) => role === "assistant")?.blocks ?? []);
  return [...neverAnswered, ...server, ...open];
}

function turnsOf(messages: readonly Fields[]): readonly Turn[] {
  const turns: Turn[] = [];
  for (const { role, content } of messages) {
    const last = turns.at(-1);
    if (last !== undefined && last.role === role) last.blocks.push(...partsIn(content));
    else turns.push({ role: String(role), blocks: [...partsIn(content)] });
  }
  return turns;
}

/** With thinking on, the API refuses a last turn with calls in which anything but a compaction precedes the thinking. */
function expectThinkingFirst(blocks: readonly Fields[]): void {
  const types = blocks.map((block) => block.type).filter((type) => type !== "compaction");
  if (types.includes("tool_use") && types.includes("thinking"))
    expect(types[0], "the last turn begins").toBe("thinking");
}
