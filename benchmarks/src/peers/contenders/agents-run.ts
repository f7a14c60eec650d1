import { Agent, type AgentInputItem, MemorySession, type Model, Runner, Usage } from "@openai/agents-core";
import { fromAgents, toAgents } from "../formats/agents.ts";
import type { Peer } from "../peer.ts";
import { versionOf } from "../version-of.ts";

/**
 * A whole run of an agent with a session and a `sessionInputCallback` that keeps the newest items of the history, with a
 * model that answers at once; what reaches the model is the result. The runner thus does what it always does, such as
 * leaving out calls without a result. The last turn is the run's input, all before it is the session's. The limit is the
 * share of the items that the target is of the tokens. Time includes the run around it.
 */
export const agentsRun: Peer = {
  name: "OpenAI Agents run, sessionInputCallback (model double)",
  version: versionOf("@openai/agents-core", import.meta.resolve("@openai/agents-core")),
  kind: "window",
  prepare(session, { target, tokens }) {
    const system = session.filter(({ kind }) => kind === "system");
    const items = toAgents(session.filter(({ kind }) => kind !== "system"));
    const turn = items.findLastIndex((item) => "role" in item && item.role === "user");
    const newest = items.slice(turn);
    const memory = new MemorySession({ initialItems: items.slice(0, turn) });
    const limit = Math.max(0, Math.floor(session.length * (target / tokens)) - newest.length);
    const { model, seen } = createModelDouble();
    const agent = new Agent({ name: "benchmark", instructions: system.map(textOf).join("\n"), model });
    const runner = new Runner({ tracingDisabled: true });
    return {
      async run() {
        await runner.run(agent, newest, {
          session: memory,
          sessionInputCallback: (history, added) => [...history.slice(Math.max(0, history.length - limit)), ...added],
        });
        return () => [...system, ...fromAgents(seen())];
      },
    };
  },
};

/** A model that answers every request with the same word and keeps what it was sent. */
function createModelDouble(): { readonly model: Model; readonly seen: () => readonly AgentInputItem[] } {
  let input: readonly AgentInputItem[] = [];
  const model: Model = {
    async getResponse(request) {
      input = typeof request.input === "string" ? [] : request.input;
      return {
        usage: new Usage(),
        output: [
          {
            type: "message",
            role: "assistant",
            status: "completed",
            content: [{ type: "output_text", text: "Done." }],
          },
        ],
      };
    },
    getStreamedResponse() {
      throw new Error("The benchmark does not stream.");
    },
  };
  return { model, seen: () => input };
}

function textOf(entry: { readonly kind: string; readonly text?: string }): string {
  return entry.text ?? "";
}
