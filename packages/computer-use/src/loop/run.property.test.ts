import {
  type ApprovalAnswer,
  BackendError,
  type BackendErrorCode,
  ComputerError,
  type ComputerErrorCode,
  type ComputerEvent,
  type ComputerResult,
  type Decision,
} from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPeople, type Intervention } from "../test-support/people.ts";
import { scriptedDecisions } from "../test-support/scripted-decisions.ts";
import { createSimulatedComputer } from "../testing/simulated/create-simulated-computer.ts";
import { createMemoryRunLog } from "./memory-run-log.ts";
import { isOver } from "./read-past.ts";
import { runComputerTask } from "./run-computer-task.ts";
import type { ComputerRunLog } from "./run-log.ts";
import type { ComputerRun } from "./run-options.ts";

const backendError = (code: BackendErrorCode) =>
  new BackendError("It failed.", { code, remedy: "Try another.", retryable: false });
const computerError = (code: ComputerErrorCode) => new ComputerError("It failed.", { code, remedy: "Try another." });

const action = fc.oneof(
  fc.record({
    type: fc.constant("click" as const),
    x: fc.integer({ min: 0, max: 340 }),
    y: fc.integer({ min: 0, max: 199 }),
  }),
  fc.record({ type: fc.constant("type" as const), text: fc.string({ maxLength: 5 }) }),
  fc.record({ type: fc.constant("key" as const), keys: fc.constantFrom(["Enter"], ["Hyper"], []) }),
  fc.constant({ type: "screenshot" as const }),
);
const check = fc.constant([{ id: "c1" }]);
const decision: fc.Arbitrary<Decision> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant("act" as const), actions: fc.array(action, { maxLength: 3 }) }),
  },
  fc.record({
    type: fc.constant("act" as const),
    actions: fc.array(action, { minLength: 1, maxLength: 2 }),
    safetyChecks: check,
  }),
  fc.record({
    type: fc.constant("act" as const),
    actions: fc.array(action, { minLength: 1, maxLength: 2 }),
    criticalPoint: fc.constant("It binds."),
  }),
  fc.record({ type: fc.constant("note" as const), fact: fc.string() }),
  fc.record({ type: fc.constant("ask" as const), question: fc.string() }),
  fc.record({ type: fc.constant("read-page" as const), question: fc.string() }),
  fc.record({ type: fc.constant("invalid" as const), problem: fc.string() }),
  fc.constant({ type: "finish", status: "success", answer: "a", criticalPoint: "It binds." } as const),
  fc.constant({ type: "finish", status: "failure", answer: "a" } as const),
);
const modelFault = fc
  .constantFrom<BackendErrorCode[]>("unreachable", "quota", "refused", "timeout", "context-overflow")
  .map(backendError);
const turn = fc.oneof({ weight: 12, arbitrary: decision }, modelFault, fc.constant(new TypeError("x")));
const computerFault = fc.option(fc.constantFrom<ComputerErrorCode[]>("crashed", "stale-frame", "unresponsive"), {
  freq: 12,
});
const person = fc.constantFrom("allow", "deny", "stop", "throw");
const intervention = fc.constantFrom<Intervention[]>(
  "none",
  "none",
  "none",
  "none",
  "none",
  "pause",
  "takeover",
  "stop",
);

/** What a model does, some of it several times in a row. */
const script = fc
  .array(fc.tuple(turn, fc.constantFrom(1, 1, 1, 3, 6)), { maxLength: 8 })
  .map((parts) => parts.flatMap(([next, times]) => Array.from({ length: times }, () => next)));

const scenario = fc.record({
  scripts: fc.array(script, { minLength: 1, maxLength: 3 }),
  faults: fc.array(computerFault, { maxLength: 12 }),
  people: fc.option(fc.array(person, { maxLength: 8 })),
  replies: fc.option(fc.array(fc.option(fc.string()), { maxLength: 4 })),
  interventions: fc.array(intervention, { maxLength: 60 }),
  later: fc.array(intervention, { maxLength: 30 }),
  always: fc.boolean(),
  steps: fc.integer({ min: 0, max: 12 }),
  read: fc.boolean(),
  cut: fc.nat(80),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer Value> ? Value : never;

const reached = new Set<Intervention>();

interface Played {
  readonly events: readonly ComputerEvent[];
  readonly log: ReturnType<typeof createMemoryRunLog>;
  readonly actedAfterStop: boolean;
  /** Decisions whose actions reached the computer without being allowed, though they had to be. */
  readonly unapproved: readonly Decision[];
}

async function play(scene: Scenario): Promise<Played> {
  const { scripts, faults, people: given, replies, interventions, always, steps, read } = scene;
  const simulated = createSimulatedComputer();
  const log = createMemoryRunLog();
  const allowed = new Set<Decision>();
  const unapproved: Decision[] = [];
  let current: Decision | undefined;
  let actedAfterStop = false;
  let calls = 0;
  const people = createPeople(interventions, reached);
  const answers = [...(given ?? [])];
  const replying = [...(replies ?? [])];

  const models = scripts.map((script, index) =>
    scriptedDecisions(
      script.map((next) => () => {
        people.intervene();
        if (next instanceof Error) throw next;
        current = next;
        return next;
      }),
      { name: `scripted/${index}` },
    ),
  );
  const run: ComputerRun = runComputerTask({
    task: "Do it.",
    models: models.map((model) => ({
      ...model,
      start(task) {
        people.intervene();
        return model.start(task);
      },
    })),
    computer: {
      ...simulated,
      observe(options) {
        people.intervene();
        return simulated.observe(options);
      },
      act(actions, options) {
        if (people.stopped) actedAfterStop = true;
        people.intervene();
        if (current?.type === "act") {
          // A decision that comes again has to be allowed again.
          const must = always || current.safetyChecks !== undefined || current.criticalPoint !== undefined;
          if (must && !allowed.delete(current)) unapproved.push(current);
        }
        const fault = faults[calls];
        calls += 1;
        if (fault !== undefined && fault !== null) return Promise.reject(computerError(fault));
        return simulated.act(actions, options);
      },
    },
    log: people.around(log),
    budget: { steps },
    clock: () => 0,
    approval: {
      rules: { always },
      ...(given !== null && {
        approve: (request): ApprovalAnswer => {
          people.intervene();
          const answer = answers.shift() ?? "allow";
          if (answer === "throw") throw new Error("no terminal");
          if (answer === "allow") allowed.add(request.decision);
          return { type: answer };
        },
      }),
    },
    ...(replies !== null && {
      onQuestion() {
        people.intervene();
        return replying.shift() ?? undefined;
      },
    }),
  });
  people.watch(run);
  const events: ComputerEvent[] = [];
  if (!read) await run.result;
  for await (const event of run) events.push(event);
  expect(await run.result).toEqual(events.findLast((event) => event.type === "run-end")?.result);
  return { events, log, actedAfterStop, unapproved };
}

/** Takes a run up again, and people step in. */
async function resumeAmongPeople({ later }: Scenario, log: ComputerRunLog): Promise<ComputerResult> {
  const people = createPeople(later, reached);
  const simulated = createSimulatedComputer();
  const model = scriptedDecisions([], { name: "scripted/0" });
  const run = runComputerTask({
    task: "Do it.",
    model: {
      ...model,
      start(task) {
        people.intervene();
        return model.start(task);
      },
    },
    computer: {
      ...simulated,
      observe(options) {
        people.intervene();
        return simulated.observe(options);
      },
    },
    resume: people.around(log),
    clock: () => 0,
    approval: {
      approve() {
        people.intervene();
        return { type: "deny" };
      },
    },
    onQuestion() {
      people.intervene();
      return "Go on.";
    },
  });
  people.watch(run);
  return await run.result;
}

describe("any run", () => {
  it("ends once, keeps its budget, does nothing unapproved or after it was stopped, and can be resumed", async () => {
    const ends = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(scenario, async (scene) => {
        const { events, log, actedAfterStop, unapproved } = await play(scene);
        expect(events.filter(({ type }) => type === "run-end")).toHaveLength(1);
        const last = events.at(-1);
        if (last?.type !== "run-end") throw new Error("The last event is no run-end.");
        const { status, steps, fault } = last.result;
        ends.set(fault?.code ?? status, (ends.get(fault?.code ?? status) ?? 0) + 1);
        expect(steps).toBeLessThanOrEqual(scene.steps);
        expect(actedAfterStop).toBe(false);
        expect(unapproved).toEqual([]);
        expect(events.filter(({ type }) => type === "run-pause").length).toBeGreaterThanOrEqual(
          events.filter(({ type }) => type === "run-resume").length,
        );

        const records = (await log.read()).slice(0, scene.cut);
        const past = records.filter(({ type }) => type === "step").length;
        const resume = { ...createMemoryRunLog(records), getFrame: log.getFrame };
        const middle = await resumeAmongPeople(scene, resume);
        const parts = await resume.read();
        const made = parts.filter(({ type }) => type === "step").length;
        expect(made).toBeLessThanOrEqual(past + 1);
        const again = runComputerTask({
          task: "Do it.",
          model: scriptedDecisions([], { name: "scripted/0" }),
          computer: createSimulatedComputer(),
          resume,
          clock: () => 0,
          approval: { approve: () => ({ type: "deny" }) },
          onQuestion: () => "Go on.",
        });
        const result = await again.result;
        const over = records.at(-1)?.type === "end" && (status === "success" || (status === "failure" && !fault));
        if (over) expect(result).toEqual(last.result);
        else if (isOver(middle)) expect(result).toEqual(middle);
        else {
          expect(["success", "failure"]).toContain(result.status);
          expect(result).not.toHaveProperty("fault");
          expect([made, made + 1]).toContain(result.steps);
        }
        expect((await resume.read()).at(-1)).toMatchObject({ type: "end", result });
      }),
      { numRuns: 250 },
    );
    // The scenarios are of use only where they reach different ends.
    expect(ends.size).toBeGreaterThan(6);
    expect(reached.size).toBe(3);
  }, 60_000);
});
