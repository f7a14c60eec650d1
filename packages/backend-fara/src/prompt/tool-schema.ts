import type { Size } from "../frames/smart-resize.ts";
import type { FaraActionName } from "../profiles/action-name.ts";
import type { FaraProfile } from "../profiles/fara-profile.ts";
import { type ArgumentWords, actionPurposes, argumentsOf7B, argumentsOf15 } from "./tool-words.ts";

/** The name of the one tool that the models know. */
export const toolName = "computer_use";

/** What the schema of the tool depends on. */
export interface ToolSchemaOptions {
  /** Resolution that the model is told. */
  readonly resolution: Size;
  /** Actions that can be done on the computer. */
  readonly actions: readonly FaraActionName[];
}

/**
 * The tool as the models were shown it: names, order of keys and types are the trained ones, the descriptions are our
 * own. Arguments that no action on this computer needs are left out.
 */
export function toolSchema(profile: FaraProfile, { resolution, actions }: ToolSchemaOptions): object {
  const words = profile.generation === "7b" ? argumentsOf7B : argumentsOf15;
  const needed = words.filter(({ usedBy }) => usedBy.some((action) => actions.includes(action)));
  return {
    type: "function",
    function: {
      name: toolName,
      description: description(profile, resolution, actions),
      parameters: {
        properties: {
          action: { description: actionList(profile, actions), enum: actions, type: "string" },
          ...Object.fromEntries(needed.map((argument) => [argument.name, argumentSchema(argument)])),
        },
        required: ["action"],
        type: "object",
      },
    },
  };
}

function argumentSchema({ description: text, usedBy, type, values }: ArgumentWords): object {
  const needs = `${text} For ${usedBy.map((action) => `\`${action}\``).join(", ")}.`;
  return values === undefined ? { description: needs, type } : { description: needs, type, enum: values };
}

function actionList(profile: FaraProfile, actions: readonly FaraActionName[]): string {
  const purposes = actionPurposes(profile);
  return ["What to do next. One of:", ...actions.map((action) => `* \`${action}\`: ${purposes[action]}`)].join("\n");
}

function description(profile: FaraProfile, { width, height }: Size, actions: readonly FaraActionName[]): string {
  const lines = [
    "Operates a screen with mouse and keyboard. What the screen shows comes as a screenshot after each action.",
    `* The screen's resolution is ${width}x${height}.`,
    "* Read positions off the latest screenshot, and aim at the middle of what you want to hit, never at its edge.",
    "* Pages and programs may need a moment. Where nothing has changed yet, wait and look again before you repeat yourself.",
    "* Where a click had no effect, look whether it hit what it was meant to, and move the tip of the pointer onto it.",
  ];
  if (!profile.typeHasClick || !actions.includes("type")) return lines.join("\n");
  return [
    ...lines,
    "* To scroll a list or panel of its own inside the page, first put the pointer over it with `mouse_move`.",
    "* Where the cross of a popup does not close it, press Escape with `key`.",
    "* In a search field that makes suggestions, type with `press_enter` false and then click what you want.",
    "* In a calendar, page with its arrows and click the day; it seldom takes typed dates.",
  ].join("\n");
}
