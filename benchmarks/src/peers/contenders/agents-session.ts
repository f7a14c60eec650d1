import { MemorySession } from "@openai/agents-core";
import { fromAgents, toAgents } from "../formats/agents.ts";
import type { Peer } from "../peer.ts";
import { versionOf } from "../version-of.ts";

/**
 * `getItems(limit)`, the one limit that a session has without a server. It counts items, so it gets the share of
 * the items that the target is of the tokens, which a user would have to find out. The system message is left out of
 * the session, because an agent of this SDK keeps its instructions beside it.
 */
export const agentsSession: Peer = {
  name: "OpenAI Agents MemorySession.getItems(limit)",
  version: versionOf("@openai/agents-core", import.meta.resolve("@openai/agents-core")),
  kind: "window",
  prepare(session, { target, tokens }) {
    const system = session.filter(({ kind }) => kind === "system");
    const initialItems = toAgents(session.filter(({ kind }) => kind !== "system"));
    const memory = new MemorySession({ initialItems });
    const limit = Math.floor(session.length * (target / tokens));
    return {
      async run() {
        const items = await memory.getItems(limit);
        return () => [...system, ...fromAgents(items)];
      },
    };
  },
};
