import type { ComputerAction } from "@massgen/core";
import { expect } from "vitest";
import type { ComputerPromise } from "../computer-promise.ts";

/** A value of any shape, as a model may make one. */
function untyped(action: object): ComputerAction {
  return action as ComputerAction;
}

/** What holds for a list of actions. */
export const batchPromises: readonly ComputerPromise[] = [
  {
    name: "does a batch in order, and tells of each action before it is begun",
    needs: ["click", "type"],
    async check({ computer, button, field, clicks, typed }) {
      const { frame } = await computer.observe();
      const actions: readonly ComputerAction[] = [
        { type: "click", ...button },
        { type: "click", ...field },
        { type: "type", text: "abc" },
        { type: "click", ...button },
      ];
      const told: number[] = [];
      const { performed, failure } = await computer.act(actions, {
        frame: frame.id,
        onAction: (index) => told.push(index),
      });
      expect(failure).toBeUndefined();
      expect(performed).toBe(4);
      expect(told).toEqual([0, 1, 2, 3]);
      expect(await typed()).toBe("abc");
      expect(await clicks()).toBe(2);
    },
  },
  {
    name: "types a text exactly",
    needs: ["click", "type"],
    async check({ computer, field, typed }) {
      const text = "Hello, Wörld! 1 + 1 = 2; €5 日本語 🎉 a@b.example";
      const { frame } = await computer.observe();
      const actions = [{ type: "click", ...field } as const, { type: "type", text } as const];
      await computer.act(actions, { frame: frame.id });
      expect(await typed()).toBe(text);
    },
  },
  {
    name: "leaves the actions as they were given",
    needs: ["click"],
    async check({ computer, button, clicks }) {
      const { frame } = await computer.observe();
      const actions = Object.freeze([Object.freeze({ type: "click", ...button, keys: Object.freeze([]) } as const)]);
      await computer.act(actions, { frame: frame.id });
      expect(await clicks()).toBe(1);
    },
  },
  {
    name: "refuses a batch with an invalid action as a whole, with nothing done",
    needs: ["click"],
    async check({ computer, button, clicks }) {
      const { frame } = await computer.observe();
      const { width, height } = frame;
      const invalid: readonly ComputerAction[] = [
        { type: "click", x: width + 1, y: 1 },
        { type: "click", x: 1, y: height + 1 },
        { type: "click", x: -1, y: 1 },
        { type: "click", x: Number.NaN, y: 1 },
        untyped({ type: "click", x: "1", y: 1 }),
        untyped({ type: "click" }),
        untyped({ type: "constructor" }),
        untyped({}),
        { type: "move", x: Number.POSITIVE_INFINITY, y: 1 },
        { type: "scroll", x: 1, y: 1, deltaX: 0, deltaY: Number.NaN },
        { type: "drag", path: [{ x: 1, y: 1 }] },
        { type: "key", keys: [] },
        untyped({ type: "type", text: 1 }),
        { type: "wait", milliseconds: -1 },
        { type: "wait", milliseconds: Number.POSITIVE_INFINITY },
      ];
      const told: number[] = [];
      for (const action of invalid) {
        const batch = [{ type: "click", ...button } as const, action];
        const acting = computer.act(batch, { frame: frame.id, onAction: (index) => told.push(index) });
        await expect(acting, JSON.stringify(action)).rejects.toMatchObject({
          code: expect.stringMatching(/^(invalid|unsupported)-action$/),
        });
      }
      expect(told).toEqual([]);
      expect(await clicks()).toBe(0);
      const { performed } = await computer.act([{ type: "click", ...button }], { frame: frame.id });
      expect(performed, "the frame is still the last one").toBe(1);
    },
  },
  {
    name: "says of an unknown key which action it was, and tries none after it",
    needs: ["click", "key"],
    async check({ computer, button, clicks }) {
      const { frame } = await computer.observe();
      const click = { type: "click", ...button } as const;
      const told: number[] = [];
      const result = await computer.act([click, { type: "key", keys: ["NoSuchKeyAtAll"] }, click], {
        frame: frame.id,
        onAction: (index) => told.push(index),
      });
      expect(result).toMatchObject({ performed: 1, failure: { index: 1, code: "unknown-key" } });
      expect(result.failure?.reason).not.toBe("");
      expect(told).not.toContain(2);
      expect(await clicks()).toBe(1);
      const again = await computer.act([click], { frame: result.observation.frame.id });
      expect(again.performed).toBe(1);
    },
  },
  {
    name: "says where the pointer is, where it says so at all",
    needs: ["move"],
    async check({ computer, button }) {
      const { frame } = await computer.observe();
      const { observation } = await computer.act([{ type: "move", ...button }], { frame: frame.id });
      const { cursor } = observation;
      if (cursor === undefined) return;
      expect(Math.abs(cursor.x - button.x)).toBeLessThanOrEqual(1);
      expect(Math.abs(cursor.y - button.y)).toBeLessThanOrEqual(1);
    },
  },
  {
    name: "gives what is in the clipboard where that was asked for, and only there",
    needs: ["read-clipboard", "write-clipboard"],
    async check({ computer }) {
      const { frame, clipboard: before } = await computer.observe();
      expect(before).toBeUndefined();
      const actions = [{ type: "write-clipboard", text: "Grüße 🎉" } as const, { type: "read-clipboard" } as const];
      const { observation } = await computer.act(actions, { frame: frame.id });
      expect(observation.clipboard).toBe("Grüße 🎉");
      expect((await computer.observe()).clipboard).toBeUndefined();
    },
  },
  {
    name: "goes to an address, back and forward, and says where it is",
    needs: ["navigate", "back", "forward"],
    async check({ computer, urls }) {
      if (urls === undefined) throw new Error("The suite has to name two addresses in `urls`.");
      let { frame, url } = await computer.observe();
      const go = async (action: ComputerAction) => {
        ({ frame, url } = (await computer.act([action], { frame: frame.id })).observation);
        return url;
      };
      expect(await go({ type: "navigate", url: urls[0] })).toBe(urls[0]);
      expect(await go({ type: "navigate", url: urls[1] })).toBe(urls[1]);
      expect(await go({ type: "back" })).toBe(urls[0]);
      expect(await go({ type: "forward" })).toBe(urls[1]);
    },
  },
];
