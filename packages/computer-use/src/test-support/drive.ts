import { computerDialect } from "@massgen/backend-openai";
import type { Computer, ComputerAction, Observation } from "@massgen/core";
import { expect } from "vitest";

/** A hand on a computer that says everything in a model's own words first. */
export interface Driver {
  /** Does actions and answers with what is seen then; fails the test where one of them was not done. */
  act(...actions: readonly ComputerAction[]): Promise<Observation>;
  open(url: string): Promise<Observation>;
  wait(milliseconds: number): Promise<Observation>;
  observe(): Promise<Observation>;
}

/** Drives a computer through the dialect of OpenAI's computer tool: what the dialect loses is missed on the page. */
export function drive(computer: Computer): Driver {
  let last: Observation | undefined;
  const observe = async () => {
    last = await computer.observe();
    return last;
  };
  const perform = async (actions: readonly ComputerAction[], { direct = false } = {}) => {
    const { frame, cursor } = last ?? (await observe());
    const context = { frame, ...(cursor && { cursor }) };
    const result = await computer.act(direct ? actions : throughDialect(actions, context), { frame: frame.id });
    last = result.observation;
    expect(result.failure).toBeUndefined();
    return last;
  };
  return {
    observe,
    act: (...actions) => perform(actions),
    // The tool has no words for these.
    async open(url) {
      await observe();
      return perform([{ type: "navigate", url }], { direct: true });
    },
    wait: (milliseconds) => perform([{ type: "wait", milliseconds }], { direct: true }),
  };
}

function throughDialect(
  actions: readonly ComputerAction[],
  context: Parameters<typeof computerDialect.decode>[1],
): readonly ComputerAction[] {
  const output = computerDialect.encode({ type: "act", actions }, context);
  const decision = output && computerDialect.decode(JSON.parse(JSON.stringify(output)), context);
  if (decision?.type !== "act") throw new Error(`The dialect has no words for ${JSON.stringify(actions)}.`);
  return decision.actions;
}
