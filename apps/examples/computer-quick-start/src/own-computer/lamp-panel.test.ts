import { runComputerTask } from "@massgen/computer-use";
import { describeComputer } from "@massgen/computer-use/testing";
import { createScriptedComputerModel } from "@massgen/testing";
import { expect, it } from "vitest";
import { createLampPanel } from "./lamp-panel.ts";

describeComputer("a lamp panel", {
  start: async () => {
    const computer = createLampPanel();
    return {
      computer,
      button: { x: 50, y: 60 },
      clicks: () => computer.presses(),
      field: { x: 0, y: 0 },
      typed: () => "",
    };
  },
  lacks: [
    "move",
    "press",
    "release",
    "drag",
    "scroll",
    "type",
    "key",
    "navigate",
    "back",
    "forward",
    "zoom",
    "read-clipboard",
    "write-clipboard",
    "read-text",
  ],
});

it("is used by a model like any other computer", async () => {
  const computer = createLampPanel();
  const model = createScriptedComputerModel([
    { type: "act", actions: [{ type: "click", x: 150, y: 60 }] },
    { type: "act", actions: [{ type: "click", x: 50, y: 60 }] },
    { type: "finish", status: "success", answer: "The lamp is on." },
  ]);
  const { result } = runComputerTask({ task: "Switch the lamp on.", model, computer });
  expect(await result).toMatchObject({ status: "success", answer: "The lamp is on.", steps: 3 });
  expect(computer.presses()).toBe(1);
  expect(model.turns[1]?.outcome).toMatchObject({
    type: "acted",
    performed: 0,
    failure: expect.stringContaining("There is nothing to press at that place."),
  });
  await computer.close();
});
