import type { ComputerModel, ComputerResult, Usage } from "@massgen/core";
import type { RunEnding } from "./run-ending.ts";

type PromptSource = NonNullable<ComputerModel["promptSource"]>;

/** What one step came to. */
interface TalliedStep {
  readonly usage?: Usage;
  readonly requests: number;
  readonly cost?: number;
  readonly durationMilliseconds: number;
}

/** Sums of a run. */
export interface Tally {
  readonly steps: number;
  /** US dollars; `undefined` once a step's price was unknown. */
  readonly cost: number | undefined;
  readonly lastModel: string | undefined;
  addStep(step: TalliedStep): void;
  /** What was spent on a step that came to nothing. */
  addFailure(spent: TalliedStep): void;
  /** A model has a part from now on. */
  addModel(name: string, promptSource: PromptSource | undefined): void;
  addNote(fact: string): void;
  result(ending: RunEnding, elapsedMilliseconds: number): ComputerResult;
}

/** @param priced - whether prices are known at all. */
export function createTally(priced: boolean): Tally {
  const models: string[] = [];
  const promptSources = new Map<string, PromptSource>();
  const notes: string[] = [];
  let steps = 0;
  let requests = 0;
  let cost: number | undefined = priced ? 0 : undefined;
  let modelMilliseconds = 0;
  let usage: Usage = { inputTokens: 0, outputTokens: 0 };
  const add = (step: TalliedStep) => {
    requests += step.requests;
    modelMilliseconds += step.durationMilliseconds;
    cost = cost === undefined || step.cost === undefined ? undefined : cost + step.cost;
    if (step.usage !== undefined) usage = sumOf(usage, step.usage);
  };
  return {
    get steps() {
      return steps;
    },
    get cost() {
      return cost;
    },
    get lastModel() {
      return models.at(-1);
    },
    addStep(step) {
      steps += 1;
      add(step);
    },
    addFailure: add,
    addModel(name, promptSource) {
      if (models.at(-1) !== name) models.push(name);
      if (promptSource !== undefined) promptSources.set(name, promptSource);
    },
    addNote: (fact) => void notes.push(fact),
    result: ({ answer = "", ...ending }, elapsedMilliseconds) => ({
      ...ending,
      answer,
      steps,
      requests,
      usage,
      ...(cost !== undefined && { cost }),
      durationMilliseconds: elapsedMilliseconds,
      modelMilliseconds,
      models: [...models],
      ...(promptSources.size > 0 && { promptSources: Object.fromEntries(promptSources) }),
      notes: [...notes],
    }),
  };
}

const optional = ["cachedInputTokens", "cacheWriteTokens", "reasoningTokens"] as const;

function sumOf(one: Usage, other: Usage): Usage {
  const sum: { -readonly [Name in keyof Usage]: Usage[Name] } = {
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
  };
  for (const name of optional) {
    if (one[name] !== undefined || other[name] !== undefined) sum[name] = (one[name] ?? 0) + (other[name] ?? 0);
  }
  return sum;
}
