import type { Protocol } from "./simulated-provider/protocol.ts";
import type { Tool } from "./tool.ts";

/** Where an agent's requests go. */
export interface Connection {
  /** Left out for the provider's own address. */
  readonly baseURL?: string;
  readonly apiKey: string;
  readonly model: string;
}

/** What an agent has to do. */
interface Assignment {
  readonly instructions: string;
  readonly task: string;
  readonly tools: readonly Tool[];
  /** Tokens; small, so that a short run outgrows it. */
  readonly contextWindow: number;
  readonly onEvent: (event: ExampleEvent) => void;
}

/** What is printed of a compactor's events. */
interface ExampleEvent {
  readonly type: string;
  readonly status?: string;
  readonly tokensBefore?: number;
  readonly tokensAfter?: number;
}

export interface AgentResult {
  readonly answer: string;
  /** Tokens of each request, as its usage said. */
  readonly inputTokens: readonly number[];
}

/** One way of talking to a model: an SDK, or none. */
export interface Example {
  /** For people. */
  readonly name: string;
  /** The API that it talks, as the simulated provider speaks it. */
  readonly protocol: Protocol;
  /** Environment variable that holds the key for live runs. */
  readonly keyVariable: string;
  /** Model of live runs. */
  readonly liveModel: string;
  run(connection: Connection, assignment: Assignment): Promise<AgentResult>;
}
