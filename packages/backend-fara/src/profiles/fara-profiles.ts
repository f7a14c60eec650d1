import { actionsOf7B, actionsOf15 } from "./action-name.ts";
import type { FaraGeneration, FaraProfile } from "./fara-profile.ts";

const pixels = { minimumPixels: 3_136, maximumPixels: 12_845_056, maximumRatio: 200 } as const;

/** The originals set no limit; this one is many times what an action takes. */
const maximumOutputTokens = 1_024;

const fara7B: FaraProfile = {
  generation: "7b",
  family: "Fara-7B",
  actions: actionsOf7B,
  coordinates: "sent-pixels",
  // Patches of 14 pixels, two by two merged, as in Qwen2.5-VL.
  resize: { factor: 28, ...pixels },
  frame: { width: 1_428, height: 896 },
  pictures: 3,
  scroll: { type: "fixed", pixels: 400 },
  typeHasClick: true,
  terminalActions: ["terminate"],
  answer: "thoughts",
  statesDate: false,
  parameters: { temperature: 0, maximumOutputTokens, extraBody: {} },
  minimumContext: 15_000,
};

const fara15: FaraProfile = {
  generation: "1.5",
  family: "Fara1.5",
  actions: actionsOf15,
  coordinates: "thousandths",
  // Patches of 16 pixels, two by two merged, as in Qwen3.5.
  resize: { factor: 32, ...pixels },
  frame: { width: 1_440, height: 896 },
  pictures: 3,
  scroll: { type: "thousandths" },
  typeHasClick: false,
  terminalActions: ["terminate"],
  answer: "argument",
  statesDate: true,
  parameters: {
    temperature: 0,
    maximumOutputTokens,
    // Without the stop these models write the same call again and again.
    extraBody: { chat_template_kwargs: { enable_thinking: false }, stop: ["</tool_call>"] },
  },
  minimumContext: 15_000,
};

/** Profile of each generation; that of Fara1.5 holds for the models with 4, 9 and 27 billion parameters alike. */
export const faraProfiles: Readonly<Record<FaraGeneration, FaraProfile>> = { "7b": fara7B, "1.5": fara15 };
