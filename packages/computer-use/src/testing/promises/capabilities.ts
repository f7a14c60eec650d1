import type { ComputerAction, ComputerActionType } from "@massgen/core";
import { expect } from "vitest";
import type { ComputerPromise } from "../computer-promise.ts";

const samples: { readonly [Type in ComputerActionType]: Extract<ComputerAction, { type: Type }> } = {
  click: { type: "click", x: 1, y: 1 },
  move: { type: "move", x: 1, y: 1 },
  press: { type: "press", x: 1, y: 1 },
  release: { type: "release", x: 1, y: 1 },
  drag: {
    type: "drag",
    path: [
      { x: 1, y: 1 },
      { x: 2, y: 2 },
    ],
  },
  scroll: { type: "scroll", x: 1, y: 1, deltaX: 0, deltaY: 10 },
  type: { type: "type", text: "a" },
  key: { type: "key", keys: ["a"] },
  wait: { type: "wait", milliseconds: 1 },
  navigate: { type: "navigate", url: "https://site.example/" },
  back: { type: "back" },
  forward: { type: "forward" },
  screenshot: { type: "screenshot" },
  zoom: { type: "zoom", region: { x: 0, y: 0, width: 10, height: 10 } },
  "read-clipboard": { type: "read-clipboard" },
  "write-clipboard": { type: "write-clipboard", text: "a" },
};

/** All types of actions. */
const actionTypes = Object.keys(samples) as readonly ComputerActionType[];

/** What is declared is there, and the rest is not. */
export function declarationPromise(lacks: readonly (ComputerActionType | "read-text")[]): ComputerPromise {
  return {
    name: "declares the actions that it has",
    needs: [],
    async check({ computer }) {
      const expected = actionTypes.filter((type) => !lacks.includes(type));
      expect(computer.capabilities.actions.toSorted()).toEqual(expected.toSorted());
      expect(computer.readText === undefined).toBe(lacks.includes("read-text"));
      expect(computer.name).not.toBe("");
    },
  };
}

/** What a computer lacks it refuses. */
export function lackPromise(type: ComputerActionType): ComputerPromise {
  return {
    name: `refuses to ${type}, which it lacks, with nothing done`,
    needs: [],
    async check({ computer }) {
      const { frame } = await computer.observe();
      const told: number[] = [];
      const acting = computer.act([samples[type]], { frame: frame.id, onAction: (index) => told.push(index) });
      await expect(acting).rejects.toMatchObject({ code: "unsupported-action" });
      expect(told).toEqual([]);
    },
  };
}
