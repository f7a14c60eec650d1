import type { Fault } from "./fault.ts";
import type { Billed } from "./model/billed.ts";
import type { EmulatedRequest } from "./model/emulated-request.ts";

/** One request in the emulator's books. */
export interface EmulatedExchange {
  /** From 1, in the order of arrival. */
  readonly number: number;
  readonly method: string;
  /** Without query, e.g. `/v1/responses`. */
  readonly path: string;
  /** The request's JSON; `undefined` where there is none. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** How often the same request has been made, this time included. */
  readonly attempt: number;
  /** HTTP status of the answer; 0 before there is one. */
  readonly status: number;
  /** Whether the answer went out whole, was cut short by a fault, or the client left before. */
  readonly outcome: "pending" | "answered" | "cut" | "client-left";
  /** Absent where nothing was generated or counted. */
  readonly billed?: Billed;
  /** What the model saw; absent where the request did not reach it. */
  readonly seen?: EmulatedRequest;
  /** Code, or else type, of the error answer. */
  readonly refused?: string;
  readonly fault?: Fault;
}

/** An entry while its request is being handled. */
export type OpenExchange = { -readonly [Key in keyof EmulatedExchange]: EmulatedExchange[Key] };
