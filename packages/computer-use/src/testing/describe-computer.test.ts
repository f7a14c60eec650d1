import { type Computer, ComputerError, type Observation } from "@massgen/core";
import { describe, expect, it } from "vitest";
import type { ComputerSubject } from "./computer-subject.ts";
import { describeComputer, promisesOf } from "./describe-computer.ts";
import { createSimulatedComputer } from "./simulated/create-simulated-computer.ts";

const button = { x: 60, y: 35 };
const field = { x: 60, y: 80 };

function subjectOf(change: (computer: Computer) => Partial<Computer> = () => ({})): ComputerSubject {
  const simulated = createSimulatedComputer();
  return {
    computer: { ...simulated, ...change(simulated) },
    button,
    clicks: () => simulated.clicks().length,
    field,
    typed: () => simulated.textOf("name"),
    urls: ["https://simulated.example/", "https://simulated.example/other"],
    text: "# Simulated page",
  };
}

describeComputer("the simulated computer", { start: async () => subjectOf() });

/** Which of some promises a computer breaks. */
async function broken(
  change: (computer: Computer) => Partial<Computer>,
  promises: readonly string[],
): Promise<readonly string[]> {
  const names: string[] = [];
  for (const promise of promisesOf().filter(({ name }) => promises.includes(name))) {
    const subject = subjectOf(change);
    try {
      await promise.check(subject);
    } catch {
      names.push(promise.name);
    } finally {
      await subject.computer.close();
    }
  }
  return names;
}

function withFrame(observation: Observation, frame: Partial<Observation["frame"]>): Observation {
  return { ...observation, frame: { ...observation.frame, ...frame } };
}

const truth = "gives frames whose bytes have the size and type that they state";
const ids = "never uses the id of a frame again";
const shows = "shows in the observation of an action what came of it";
const stale = "refuses a frame that is not the last one, with nothing done";
const invalid = "refuses a batch with an invalid action as a whole, with nothing done";
const order = "does a batch in order, and tells of each action before it is begun";
const unknownKey = "says of an unknown key which action it was, and tries none after it";
const aborted = "does nothing where the signal was aborted before";
const breaksOff = "breaks off a batch with the signal's reason, and can be used after it";
const overlap = "refuses a call while another goes on, which is not disturbed by that";
const closed = "can be closed twice, and refuses every call after that";
const clipboard = "gives what is in the clipboard where that was asked for, and only there";
const zoom = "gives the part that a zoom asks for, and takes later places as those of the whole frame";

describe("the suite", () => {
  it.each<[string, readonly string[], (computer: Computer) => Partial<Computer>]>([
    [
      "states another size than its frames have",
      [truth],
      (computer) => ({
        observe: async (options) => withFrame(await computer.observe(options), { width: 321 }),
      }),
    ],
    [
      "calls a PNG a JPEG",
      [truth],
      (computer) => ({
        observe: async (options) => withFrame(await computer.observe(options), { mediaType: "image/jpeg" }),
      }),
    ],
    [
      "uses one id for all frames",
      [ids, stale],
      (computer) => {
        let last = "";
        return {
          observe: async (options) => {
            const observation = await computer.observe(options);
            last = observation.frame.id;
            return withFrame(observation, { id: "frame" });
          },
          act: async (actions, options) => {
            const result = await computer.act(actions, {
              ...options,
              frame: options.frame === "frame" ? last : "stale",
            });
            last = result.observation.frame.id;
            return { ...result, observation: withFrame(result.observation, { id: "frame" }) };
          },
        };
      },
    ],
    [
      "takes any frame",
      [stale],
      (computer) => {
        let last = "";
        return {
          observe: async (options) => {
            const observation = await computer.observe(options);
            last = observation.frame.id;
            return observation;
          },
          act: async (actions, options) => {
            const result = await computer.act(actions, { ...options, frame: last });
            last = result.observation.frame.id;
            return result;
          },
        };
      },
    ],
    [
      "shows an old picture",
      [shows],
      (computer) => {
        let first: Uint8Array | undefined;
        return {
          observe: async (options) => {
            const observation = await computer.observe(options);
            first ??= observation.frame.data;
            return observation;
          },
          act: async (actions, options) => {
            const result = await computer.act(actions, options);
            return { ...result, observation: withFrame(result.observation, { data: first ?? new Uint8Array() }) };
          },
        };
      },
    ],
    [
      "does a batch one by one",
      [invalid],
      (computer) => ({
        act: async (actions, options) => {
          let result = await computer.act(actions.slice(0, 1), options);
          for (const action of actions.slice(1)) {
            result = await computer.act([action], { ...options, frame: result.observation.frame.id });
          }
          return { ...result, performed: actions.length };
        },
      }),
    ],
    [
      "does not tell of its actions",
      [order],
      (computer) => ({
        act: (actions, { onAction: _, ...options }) => computer.act(actions, options),
      }),
    ],
    [
      "tells of its actions after them",
      [invalid],
      (computer) => ({
        act: async (actions, { onAction, ...options }) => {
          const result = await computer.act(actions, options).catch((error: unknown) => {
            onAction?.(0);
            throw error;
          });
          for (const index of actions.keys()) onAction?.(index);
          return result;
        },
      }),
    ],
    [
      "throws where a key is unknown",
      [unknownKey],
      (computer) => ({
        act: async (actions, options) => {
          const result = await computer.act(actions, options);
          if (result.failure === undefined) return result;
          throw new ComputerError("Unknown key.", { code: "invalid-action", remedy: "Use another." });
        },
      }),
    ],
    [
      "does not listen to signals",
      [aborted, breaksOff],
      (computer) => ({
        observe: () => computer.observe(),
        act: (actions, { signal: _, ...options }) =>
          computer.act(
            actions.map((action) => (action.type === "wait" ? { ...action, milliseconds: 0 } : action)),
            options,
          ),
      }),
    ],
    [
      "makes calls wait for each other",
      [overlap],
      (computer) => {
        let last: Promise<unknown> = Promise.resolve();
        const queue = <Result>(work: () => Promise<Result>): Promise<Result> => {
          const next = last.then(work, work);
          last = next.catch(() => undefined);
          return next;
        };
        return {
          observe: (options) => queue(() => computer.observe(options)),
          act: (actions, options) => queue(() => computer.act(actions, options)),
        };
      },
    ],
    ["goes on after it was closed", [closed], () => ({ close: async () => undefined })],
    [
      "gives the clipboard each time",
      [clipboard],
      (computer) => ({
        observe: async (options) => ({ ...(await computer.observe(options)), clipboard: "" }),
      }),
    ],
    [
      "does not zoom",
      [zoom],
      (computer) => ({
        act: async (actions, options) => {
          const { observation, ...result } = await computer.act(actions, options);
          const { zoom: _, ...rest } = observation;
          return { ...result, observation: rest };
        },
      }),
    ],
  ])("finds out a computer that %s", { timeout: 60_000 }, async (_, promises, change) => {
    expect(await broken(change, promises)).toEqual(promises);
    expect(await broken(() => ({}), promises)).toEqual([]);
  });

  it("asks of a computer that lacks something that it refuses it", async () => {
    const names = promisesOf(["zoom", "read-text"]).map(({ name }) => name);
    expect(names).toContain("refuses to zoom, which it lacks, with nothing done");
    expect(names).not.toContain(zoom);
    expect(names.length).toBe(promisesOf().length - 1);
  });
});
