import type { ComputerModel } from "@massgen/core";
import { createScriptedComputerModel } from "@massgen/testing";

/** A script in place of a model. Its answer is the title of the page that it has come to: what the computer shows it. */
export function scriptedLibrarian(): ComputerModel {
  return createScriptedComputerModel(({ observation }, index) => {
    switch (index) {
      case 0:
        return { type: "act", actions: [{ type: "click", x: 250, y: 225 }], thoughts: "The field for the title." };
      case 1:
        return {
          type: "act",
          actions: [
            { type: "type", text: "The Invisible Collection" },
            { type: "click", x: 250, y: 325 },
          ],
          thoughts: "I search for it.",
        };
      default:
        return { type: "finish", status: "success", answer: observation.title ?? "" };
    }
  });
}
