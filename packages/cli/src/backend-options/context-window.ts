import type { Evidence, Fact, ModelOverrides } from "@massgen/models";
import { inputError } from "../input-error.ts";
import { parseTokens } from "./token-size.ts";

/** How large a model's window is, and who says so. */
export interface ContextWindow {
  /** Tokens. */
  readonly contextWindow: number;
  /** How well the size is supported; absent where an option stated it. */
  readonly contextWindowFact?: { readonly evidence: Evidence; readonly source: string };
}

/**
 * Tokens of window that a server of one's own is taken to allow, however many its model was trained for: some, such as
 * Ollama, cut off silently what is too long, and then nothing teaches that the window is smaller.
 */
const serverTokens = 32_768;

/** Tokens that instructions, the tool recall and an answer need beside any conversation. */
const smallestWindow = 1_000;

/** What a window is decided by. */
export interface ContextWindowSettings {
  readonly model: string;
  /** `--context-window` as it was typed. */
  readonly typed: string | undefined;
  /** What held before, and whether that was for the same model in the same place. */
  readonly saved?: (ContextWindow & { readonly isSameModel: boolean }) | undefined;
  readonly overrides: ModelOverrides | undefined;
}

/**
 * The option, else what an option said of the same model before, else what configuration and catalogue say, else a stated
 * default. Where they only assume something of another model, what was typed for the one before stays.
 *
 * @throws MassGenError `invalid-input`
 */
export async function resolveContextWindow(settings: ContextWindowSettings): Promise<ContextWindow> {
  const { model, typed, saved, overrides } = settings;
  if (typed !== undefined) return { contextWindow: parseWindow(typed) };
  const stated = saved === undefined || saved.contextWindowFact !== undefined ? undefined : saved;
  if (stated?.isSameModel === true) return { contextWindow: stated.contextWindow };
  const known = await knownWindow(model, overrides);
  if (stated !== undefined && known.evidence === "assumed") return { contextWindow: stated.contextWindow };
  const { value, evidence, source } = known;
  return { contextWindow: value, contextWindowFact: { evidence, source } };
}

function parseWindow(typed: string): number {
  const tokens = parseTokens(typed, "--context-window");
  if (tokens >= smallestWindow) return tokens;
  throw inputError(
    `--context-window ${typed} is less than an agent can work in.`,
    `Name at least ${smallestWindow} tokens.`,
  );
}

/** Input that a model takes at most: its own limit, or the window that input and output share. */
async function knownWindow(model: string, overrides: ModelOverrides | undefined) {
  const { defaultContextWindow, describeModel } = await import("@massgen/models");
  const { contextWindow, maximumInputTokens, hosting } = describeModel(model, { overrides });
  const [smallest] = [maximumInputTokens, contextWindow].filter(isKnown).sort((one, other) => one.value - other.value);
  const isTrained = hosting.value === "self-hosted" && smallest?.source !== "your configuration";
  if (isTrained && smallest !== undefined && smallest.value > serverTokens) {
    return { value: serverTokens, evidence: "assumed", source: "what servers of one's own often allow" } as const;
  }
  const source = "the default, since no window is published for this model";
  return smallest ?? ({ value: defaultContextWindow, evidence: "assumed", source } as const);
}

function isKnown(fact: Fact<number>): fact is Exclude<Fact<number>, { readonly evidence: "unknown" }> {
  return fact.value !== undefined;
}
