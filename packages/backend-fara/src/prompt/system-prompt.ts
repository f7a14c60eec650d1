import type { Size } from "../frames/smart-resize.ts";
import type { FaraActionName } from "../profiles/action-name.ts";
import type { FaraProfile } from "../profiles/fara-profile.ts";
import { criticalPointRules } from "./critical-point-rules.ts";
import { pythonJson } from "./python-json.ts";
import { toolName, toolSchema } from "./tool-schema.ts";

export interface SystemPromptOptions {
  readonly profile: FaraProfile;
  /** Size of the picture that is sent. */
  readonly sent: Size;
  readonly actions: readonly FaraActionName[];
  readonly date: Date;
  /** Text that stands instead of ours; `{width}`, `{height}` and `{date}` in it are filled in. */
  readonly custom?: string | undefined;
}

/**
 * The system message: who the model is, where it has to stop, its tool on one line, and how to call it. The structure is
 * the trained one; the words are ours, unless others are given.
 */
export function systemPrompt({ profile, sent, actions, date, custom }: SystemPromptOptions): string {
  const resolution = resolutionOf(profile, sent);
  const day = dayOf(date);
  if (custom !== undefined) return fillIn(custom, { ...resolution, date: day });
  const parts = [
    identity(profile),
    criticalPointRules(profile),
    `You have this tool; its signature stands between <tools></tools> tags:\n<tools>\n${pythonJson(toolSchema(profile, { resolution, actions }))}\n</tools>`,
    `Write in a sentence or two what you see and why you do what you do next. Then call the tool once, as a JSON object with its name and its arguments between <tool_call></tool_call> tags:\n<tool_call>\n{"name": "${toolName}", "arguments": <object with the arguments>}\n</tool_call>`,
  ];
  return [...parts, ...(profile.statesDate ? [`Today's date is ${day}.`] : [])].join("\n\n");
}

/** Who the model is. Fara-7B was trained with a general sentence before its own, the later models with their name. */
function identity({ generation }: FaraProfile): string {
  const work = "You see it in screenshots and act on it with one tool, one action at a time, until the task is done.";
  return generation === "7b"
    ? `You are a helpful assistant.\n\nYou work in a web browser for your user. ${work}`
    : `You are Fara, an agent by Microsoft that uses a web browser for its user. ${work}`;
}

/** What the model is told to be the size of the screen: the space that its coordinates are in. */
function resolutionOf({ coordinates }: FaraProfile, sent: Size): Size {
  return coordinates === "thousandths" ? { width: 1_000, height: 1_000 } : sent;
}

/** E.g. `June 29, 2026`, in the time zone of the machine. */
function dayOf(date: Date): string {
  return date.toLocaleDateString("en-US", { year: "numeric", month: "long", day: "2-digit" });
}

function fillIn(text: string, values: Readonly<Record<"width" | "height" | "date", string | number>>): string {
  return text.replace(/\{(width|height|date)\}/g, (_, name: "width" | "height" | "date") => String(values[name]));
}
