import process from "node:process";
import type { AgentResult, Connection, Example } from "./example.ts";
import { instructions, task } from "./incident/incident.ts";
import { createLogReader } from "./incident/read-log.ts";
import { type SimulatedRequest, startProvider } from "./simulated-provider/start-provider.ts";

/** The window that the agent is told, in tokens; its 24 logs fill it more than twice. */
export const contextWindow = 16_000;

export interface RunOptions {
  /** Talks to the real API. Default: to the simulated one. */
  readonly live?: boolean;
  /** Model of a live run. Default: the example's. */
  readonly model?: string;
  /** The window that the simulated provider really has, in tokens. Default: the one that the agent is told. */
  readonly providerWindow?: number;
}

/** What a run was like. */
export interface Outcome extends AgentResult {
  readonly compactions: readonly Compaction[];
  /** Names of the services whose logs were read. */
  readonly read: ReadonlySet<string>;
  /** Requests as the simulated provider saw them; none in a live run. */
  readonly requests: readonly SimulatedRequest[];
}

interface Compaction {
  readonly tokensBefore: number;
  readonly tokensAfter: number;
}

export async function runExample(example: Example, options: RunOptions = {}): Promise<Outcome> {
  if (options.live === true) {
    const apiKey = process.env[example.keyVariable];
    if (!apiKey) throw new Error(`A live run needs an API key in ${example.keyVariable}.`);
    return await runAt(example, { apiKey, model: options.model ?? example.liveModel }, []);
  }
  await using provider = await startProvider(example.protocol, options.providerWindow ?? contextWindow);
  const connection = { baseURL: provider.baseURL, apiKey: "none-needed", model: "simulated" };
  return await runAt(example, connection, provider.requests);
}

async function runAt(
  example: Example,
  connection: Connection,
  requests: readonly SimulatedRequest[],
): Promise<Outcome> {
  const compactions: Compaction[] = [];
  const { tool, read } = createLogReader();
  const result = await example.run(connection, {
    instructions,
    task,
    tools: [tool],
    contextWindow,
    onEvent({ status, tokensBefore = 0, tokensAfter = 0 }) {
      if (status === "compacted") compactions.push({ tokensBefore, tokensAfter });
    },
  });
  return { ...result, compactions, read, requests };
}
