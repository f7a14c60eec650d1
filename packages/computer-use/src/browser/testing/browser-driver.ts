import type { ActResult, Computer, ComputerAction, Observation } from "@massgen/core";

/** Acts on whatever is the last frame, for tests that are not about frames. */
export interface BrowserDriver {
  try(...actions: readonly ComputerAction[]): Promise<ActResult>;
  /** Throws where an action was not done. */
  do(...actions: readonly ComputerAction[]): Promise<Observation>;
  open(url: string): Promise<Observation>;
}

export function browserDriver(computer: Computer): BrowserDriver {
  const attempt = async (...actions: readonly ComputerAction[]) => {
    const { frame } = await computer.observe();
    return computer.act(actions, { frame: frame.id });
  };
  const act = async (...actions: readonly ComputerAction[]) => {
    const { observation, failure } = await attempt(...actions);
    if (failure) throw new Error(`${failure.code}: ${failure.reason}`);
    return observation;
  };
  return { try: attempt, do: act, open: (url) => act({ type: "navigate", url }) };
}
