import type { Backend, ConversationItem, MassGenEvent } from "@massgen/core";
import type { EmulatedAnswer, EmulatedRequest } from "@massgen/testing";
import type { Agent } from "../agent/agent.ts";
import type { AgentCompaction } from "../agent/agent-settings.ts";
import { createAgent } from "../agent/create-agent.ts";
import type { AgentTool } from "../tools/agent-tool.ts";

/** Facts that are said early and asked for at the end: by the user, and by a tool. */
export const facts = { code: "vault-4417-AZ", serial: "SN-90210-Q" };

/**
 * A scripted model of an agent that reads a file each turn. It knows nothing but what the request shows it, so it asks
 * `recall` for facts that compaction took out of sight.
 */
export const readingModel: EmulatedAnswer = (request) => {
  if (request.tools.length === 0) return { text: notesOf(request) };
  const last = request.entries.at(-1);
  const question = lastUserText(request);
  if (!question.includes("Report")) {
    const turn = /Turn (\d+)/.exec(question)?.[1] ?? "0";
    if (last?.kind === "output" && outputsSinceUser(request) > 0)
      return { text: `I have read part ${turn}.`, reasoning: "Enough." };
    return { calls: [{ name: "read_part", arguments: { part: Number(turn) } }], reasoning: `Part ${turn} is next.` };
  }
  for (const [name, fact] of Object.entries(facts)) {
    const asked = request.entries.filter(
      (entry) => entry.kind === "call" && entry.name === "recall" && entry.arguments.includes(name),
    );
    if (!request.text.includes(fact) && asked.length === 0) {
      return { calls: [{ name: "recall", arguments: { query: `${name} of the vault` } }] };
    }
  }
  const known = Object.values(facts).filter((fact) => request.text.includes(fact));
  return { text: `Known: ${known.join(", ")}.` };
};

/** A summary that keeps what it was told to look after. */
function notesOf({ text }: EmulatedRequest): string {
  const known = Object.entries(facts).filter(([, fact]) => text.includes(fact));
  const parts = [...text.matchAll(/Turn (\d+)/g)].map((match) => Number(match[1]));
  return `## Done\nParts up to ${Math.max(0, ...parts)} were read.\n## Facts\n${known.map(([name, fact]) => `The ${name} of the vault is ${fact}.`).join("\n")}`;
}

function lastUserText({ entries }: EmulatedRequest): string {
  const entry = entries.findLast((candidate) => candidate.kind === "message" && candidate.role === "user");
  return entry?.kind === "message" ? entry.text : "";
}

function outputsSinceUser({ entries }: EmulatedRequest): number {
  const user = entries.findLastIndex((entry) => entry.kind === "message" && entry.role === "user");
  return entries.slice(user).filter(({ kind }) => kind === "output").length;
}

export const readPart: AgentTool = {
  name: "read_part",
  description: "Reads a part of the record.",
  parameters: { type: "object", properties: { part: { type: "integer" } }, required: ["part"] },
  execute(input) {
    const part = (input as { readonly part: number }).part;
    const note = part === 3 ? ` The serial of the vault is ${facts.serial}.` : "";
    return `Part ${part}.${note} ${`Entry ${part}: nothing of note happened. `.repeat(20)}`;
  },
};

export interface LongConversation {
  readonly agent: Agent;
  readonly events: readonly MassGenEvent[];
  /** What the agent said last. */
  readonly report: string;
}

/** Has an agent read many parts, one a turn, and then report the facts. */
export async function holdLongConversation(
  backend: Backend,
  compaction: AgentCompaction,
  turns: number,
  onTurn: (agent: Agent) => void = () => undefined,
): Promise<LongConversation> {
  const events: MassGenEvent[] = [];
  const agent = createAgent({
    backend,
    compaction,
    instructions: "You read a record, part by part.",
    tools: [readPart],
    onEvent: (event) => void events.push(event),
  });
  for (let turn = 1; turn <= turns; turn += 1) {
    const aside = turn === 1 ? ` Remember: the code of the vault is ${facts.code}.` : "";
    await agent.send(`Turn ${turn}: read part ${turn}.${aside}`);
    onTurn(agent);
  }
  const { text } = await agent.send("Report the code and the serial of the vault.");
  return { agent, events, report: text };
}

/** Compaction items of a conversation. */
export function opaqueItems(items: readonly ConversationItem[]): readonly ConversationItem[] {
  return items.filter(({ type }) => type === "compaction");
}
