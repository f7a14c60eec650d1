import { type ConversationItem, type FramePreference, MassGenError, type ReasoningOptions } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import type { OpenaiSettings } from "../settings/openai-settings.ts";

/** Which of OpenAI's two tools the model was trained on. */
export type OpenaiComputerDialect = "computer" | "computer-use-preview";

/** How closely the provider looks at a screenshot. */
export type ScreenshotDetail = "low" | "high" | "auto" | "original";

/**
 * Takes from the conversation what is not worth its tokens any more, e.g. old screenshots. Told all items before each
 * request; what it gives is sent, and is the conversation from then on. The same items must lead to the same result, and
 * every call must keep its output.
 */
export type ItemPruner = (
  items: readonly ConversationItem[],
) => readonly ConversationItem[] | Promise<readonly ConversationItem[]>;

export interface OpenaiComputerSettings extends Omit<OpenaiSettings, "compaction"> {
  /** Default `auto`: `computer-use-preview` for models whose name begins so, `computer` for all others. */
  readonly dialect?: OpenaiComputerDialect | "auto";
  /**
   * Default: nothing is taken out. The API takes 500 images a request, and bodies that have an end: a run of more steps
   * needs a pruner.
   */
  readonly prune?: ItemPruner;
  readonly reasoning?: ReasoningOptions;
  /** Said behind the built-in instructions, e.g. how your user wants things done. */
  readonly instructions?: string;
  /** Frames to ask of the computer. Default 1440×900; 1024×768 for `computer-use-preview`. */
  readonly frame?: FramePreference;
  /** Sent with each screenshot; the API's description does not have it there. Default: not sent. */
  readonly detail?: ScreenshotDetail;
  /**
   * Whether the model is given functions beside the computer: `ask_user`; `finish`, with which it can also say that it
   * has failed; and in a browser `open_page`, `go_back` and `read_page`, as the tool has no words for an address bar.
   * Default true. Without them it can only act, or end the task with a message.
   */
  readonly askTool?: boolean;
}

/** Settings with their defaults. */
export interface ResolvedComputerSettings {
  readonly dialect: OpenaiComputerDialect;
  readonly prune: ItemPruner;
  readonly reasoning: ReasoningOptions | undefined;
  readonly instructions: string | undefined;
  readonly frame: FramePreference;
  readonly detail: ScreenshotDetail | undefined;
  readonly askTool: boolean;
}

const dialects: readonly unknown[] = ["auto", "computer", "computer-use-preview"];
const details: readonly unknown[] = [undefined, "low", "high", "auto", "original"];

/**
 * Looks at what the backend's own settings do not have.
 *
 * @throws MassGenError `invalid-option`
 */
export function resolveComputerSettings(settings: OpenaiComputerSettings): ResolvedComputerSettings {
  check(isRecord(settings as unknown), "The settings are no object.", "Pass at least the model.");
  const { model, dialect = "auto", prune = (items) => items, askTool = true, instructions, detail } = settings;
  check(dialects.includes(dialect), "dialect is not known.", "Use auto, computer or computer-use-preview.");
  check(typeof prune === "function", "prune must be a function.", "Leave it out to keep everything.");
  check(typeof askTool === "boolean", "askTool must be true or false.", "Leave it out for true.");
  check(["string", "undefined"].includes(typeof instructions), "instructions is no text.", "Leave it out for none.");
  check(details.includes(detail), "detail is not known.", "Use low, high, auto or original, or leave it out.");
  const isPreview = dialect === "auto" ? String(model).startsWith("computer-use-preview") : dialect !== "computer";
  const { frame = isPreview ? { width: 1024, height: 768 } : { width: 1440, height: 900 } } = settings;
  check(
    isRecord(frame) && isSide(frame.width) && isSide(frame.height),
    "frame must have a width and a height in whole pixels.",
    "Leave it out for the size that the model sees best.",
  );
  return {
    dialect: isPreview ? "computer-use-preview" : "computer",
    prune,
    reasoning: settings.reasoning,
    instructions,
    frame,
    detail,
    askTool,
  };
}

function isSide(pixels: unknown): boolean {
  return Number.isInteger(pixels) && Number(pixels) > 0;
}

function check(holds: boolean, problem: string, remedy: string): void {
  if (!holds) throw new MassGenError(problem, { code: "invalid-option", remedy });
}
