import type { ComputerCapabilities, ComputerTurn, Observation, TurnOutcome } from "@massgen/core";
import { redPicture } from "../doctor/test-picture.ts";

/** A browser that can do everything. */
export const browser: ComputerCapabilities = {
  environment: "browser",
  actions: [
    "click",
    "move",
    "press",
    "release",
    "drag",
    "scroll",
    "type",
    "key",
    "wait",
    "navigate",
    "back",
    "forward",
    "screenshot",
  ],
};

let count = 0;

/** An observation of a red page. */
export function observe(
  size: { readonly width: number; readonly height: number },
  others: Partial<Observation> = {},
): Observation {
  count += 1;
  return {
    frame: { id: `frame-${count}`, ...size, mediaType: "image/png", data: redPicture(size) },
    tabs: [],
    permissions: [],
    downloads: [],
    notices: [],
    ...others,
  };
}

/** A turn after actions that went well. */
export function turnOf(observation: Observation, outcome?: TurnOutcome, remarks: readonly string[] = []): ComputerTurn {
  return { observation, remarks, ...(outcome === undefined ? {} : { outcome }) };
}

export const acted: TurnOutcome = { type: "acted", performed: 1, acknowledged: [] };

/** A model's text with one call. */
export function call(fields: object, thoughts = "I go on."): string {
  return `${thoughts}\n<tool_call>\n${JSON.stringify({ name: "computer_use", arguments: fields })}\n</tool_call>`;
}
