import type { Entry } from "./neutral.ts";

/** What is being done to the session; peers of one kind are compared with ours of that kind. */
export type Kind = "clear" | "window" | "both" | "summarize";

/** What a peer is asked for, in exact o200k tokens of what the entries say. */
export interface Goal {
  /** Size of the session. */
  readonly tokens: number;
  /** Size that the result may have. */
  readonly target: number;
}

/** Something that makes a conversation smaller, through its public interface. */
export interface Peer {
  readonly name: string;
  /** Package that it comes from, e.g. `ai@7.0.0`. */
  readonly version: string;
  readonly kind: Kind;
  /** Turns a session into the peer's own messages, each time new ones; not timed. */
  prepare(session: readonly Entry[], goal: Goal): Prepared | Promise<Prepared>;
}

/** A session that a peer is ready to work on, once. */
interface Prepared {
  /** The work that is timed. Answers with what reads its result back, which is not. */
  run(): Promise<() => readonly Entry[]>;
  /** How often it asked its model double, where it has one. */
  modelCalls?(): number;
}

/** Something that was asked for and could not be measured. */
export interface Missing {
  readonly name: string;
  readonly reason: string;
}
