import type { Move, Transcript } from "./transcript.ts";

interface SimulatedUsage {
  readonly input: number;
  readonly output: number;
}

/** Just enough of a provider's API: how its requests read, which it refuses, and how it answers. */
export interface Protocol {
  /** Where requests are posted, below the base URL. */
  readonly path: string;
  /** @throws Refusal where the real API would refuse the history. */
  read(body: unknown): Transcript;
  /** Body of the refusal of a request that is larger than the window. */
  tooLong(tokens: number, contextWindow: number): object;
  /** @param number - of the response, which makes ids unique. */
  write(move: Move, usage: SimulatedUsage, number: number): object;
}
