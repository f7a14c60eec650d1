import type { EmulatedExchange } from "../openai/books.ts";
import { type Fault, isSpoiling } from "../openai/fault.ts";
import type { FaultTarget } from "../openai/fault-queue.ts";
import type { EmulatedReply } from "../openai/model/emulated-reply.ts";
import type { EmulatedRequest } from "../openai/model/emulated-request.ts";
import { startOpenaiEmulator } from "../openai/openai-emulator.ts";
import { seenImages } from "../openai/screens/seen-images.ts";
import { type FaraMalformation, malform } from "./fara-malformation.ts";
import type { EmulatedFaraGeneration, FaraRawStep, FaraScript, FaraStep } from "./fara-step.ts";
import { layoutProblems } from "./layout-problems.ts";
import { writeCall } from "./write-call.ts";

/** What a Fara emulator is like. */
export interface FaraEmulatorOptions {
  readonly generation: EmulatedFaraGeneration;
  /** What the model does. */
  readonly script: FaraScript;
  /** Its name at the server. Default `microsoft/Fara-7B` or `Fara1.5-9B`. */
  readonly model?: string;
  /** Spoils every answer that names no malformation itself. Default: none. */
  readonly malformation?: FaraMalformation;
  /** What it answers to a question about the text of a page. Default `The page answers that question.` */
  readonly pageAnswer?: string;
  /** Default 32,768 tokens. */
  readonly contextWindow?: number;
  /** Keys that are accepted. Default: any, or none. */
  readonly apiKeys?: readonly string[];
  /** Default 0. */
  readonly latencyMilliseconds?: number;
  /** TCP port on 127.0.0.1. Default: 0, any that is free. */
  readonly port?: number;
  /** How many requests the books keep, the latest. Default: all. */
  readonly keptRequests?: number;
}

/** A running emulator of a server for Fara; whoever starts it closes it. */
export interface FaraEmulator extends AsyncDisposable {
  /** E.g. `http://127.0.0.1:41237/v1`. */
  readonly baseURL: string;
  readonly model: string;
  /** Its books. */
  readonly requests: readonly EmulatedExchange[];
  /** What the requests for steps had otherwise than the model was trained on: number of the request, and a sentence. */
  layoutProblems(): readonly string[];
  /** Queues a fault for the next request, or for the next ones to a path. */
  fail(fault: Fault, target?: FaultTarget): void;
  close(): Promise<void>;
}

/** What a server calls its model where no name is given. */
export const faraModelNames: Readonly<Record<EmulatedFaraGeneration, string>> = {
  "7b": "microsoft/Fara-7B",
  "1.5": "Fara1.5-9B",
};
/** Pixels of a side of the square that becomes one token of a picture. */
const tokenSides: Readonly<Record<EmulatedFaraGeneration, number>> = { "7b": 28, "1.5": 32 };

/**
 * Starts a server on 127.0.0.1 that speaks Chat Completions as servers of Fara do. It is a protocol, not a model: what is
 * decided is what the script says.
 *
 * @throws MassGenError `invalid-option`, `port-unavailable`.
 */
export async function startFaraEmulator(options: FaraEmulatorOptions): Promise<FaraEmulator> {
  const {
    generation,
    script,
    malformation,
    pageAnswer = "The page answers that question.",
    model = faraModelNames[generation],
    contextWindow = 32_768,
    ...rest
  } = options;
  let index = 0;
  const reply = (request: EmulatedRequest): EmulatedReply => {
    const images = seenImages(request);
    // A question about the text of a page comes without a picture and takes no step, and what a fault spoils comes again.
    const step =
      images.length === 0 ? undefined : stepAt(script, { index, text: newestText(request), images: images.length });
    const exchange = emulator.requests.findLast(({ number }) => number === request.number);
    if (step !== undefined && !isSpoiling(exchange?.fault)) index += 1;
    const inputTokens = tokensOf(request, images, tokenSides[generation]);
    const said = step === undefined ? { text: pageAnswer } : written(step, generation, malformation);
    return { ...said, usage: { inputTokens } };
  };
  const emulator = await startOpenaiEmulator({
    ...rest,
    models: { [model]: { contextWindow, reply } },
    chatQuirks: ["reasoning-content", "no-key", "unknown-parameters"],
    supports: { responses: false },
  });
  return {
    baseURL: emulator.baseURL,
    model,
    requests: emulator.requests,
    layoutProblems: () =>
      emulator.requests
        .filter(({ seen }) => seen !== undefined && seenImages(seen).length > 0)
        .flatMap(({ number, body }) => layoutProblems(body, generation).map((problem) => `${number}: ${problem}`)),
    fail: (fault, target) => emulator.fail(fault, target),
    close: () => emulator.close(),
    [Symbol.asyncDispose]: () => emulator.close(),
  };
}

type Step = FaraStep | FaraRawStep;

function stepAt(script: FaraScript, view: Parameters<Extract<FaraScript, (...given: never) => unknown>>[0]): Step {
  const step = typeof script === "function" ? script(view) : (script[view.index] ?? script.at(-1));
  return step ?? { action: "terminate", arguments: { status: "failure" }, thoughts: "The script is empty." };
}

function written(
  step: Step,
  generation: EmulatedFaraGeneration,
  fallback: FaraMalformation | undefined,
): EmulatedReply {
  if ("raw" in step) return { text: step.raw };
  const call = writeCall(step, generation);
  const { malformation = fallback } = step;
  if (malformation !== undefined) return malform(malformation, call);
  return { text: `${call.thoughts}\n<tool_call>\n${call.json}${call.closing}` };
}

function newestText({ entries }: EmulatedRequest): string {
  const newest = entries.findLast((entry) => entry.kind === "message" && entry.role === "user");
  return newest?.kind === "message" ? newest.text : "";
}

/** Texts by the emulator's formula, pictures by the model's own. */
function tokensOf(request: EmulatedRequest, images: ReturnType<typeof seenImages>, side: number): number {
  const pictures = images.map(({ width = 0, height = 0 }) => Math.ceil(width / side) * Math.ceil(height / side));
  return Math.ceil(request.text.length / 4) + pictures.reduce((sum, tokens) => sum + tokens, 0);
}
