import type {
  ComputerCapabilities,
  ComputerModel,
  ComputerModelSession,
  ComputerTask,
  ComputerTurn,
  Observation,
  TurnOutcome,
} from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { type EmulatedReply, type OpenaiEmulator, startOpenaiEmulator } from "@massgen/testing";
import { onTestFinished } from "vitest";
import { createOpenaiComputer } from "../computer/create-openai-computer.ts";
import type { OpenaiComputerSettings } from "../computer/openai-computer-settings.ts";
import { createEndpointSupport } from "../support/endpoint-support.ts";

export const capabilities: ComputerCapabilities = {
  environment: "browser",
  actions: ["click", "move", "drag", "scroll", "type", "key", "wait", "screenshot"],
};

/** A PNG of a size that holds nothing but its header and a number. */
function png(number: number, { width, height }: { readonly width: number; readonly height: number }): Uint8Array {
  // Part of a larger buffer, as pictures that come over a socket are.
  const bytes = Buffer.alloc(64).subarray(8, 40);
  bytes.write("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(number, 24);
  return bytes;
}

/** What the computer shows: frame number so and so, and nothing special. */
export function observation(number: number, more: Partial<Observation> = {}): Observation {
  const size = { width: 1440, height: 900 };
  const frame = { id: `frame-${number}`, ...size, mediaType: "image/png" as const, data: png(number, size) };
  return { frame, tabs: [], permissions: [], downloads: [], notices: [], ...more };
}

/** A turn with frame number so and so. */
export function turn(number: number, outcome?: TurnOutcome, more: Partial<Observation> = {}): ComputerTurn {
  return { observation: observation(number, more), remarks: [], ...(outcome && { outcome }) };
}

/** All of a batch was done. */
export function acted(performed = 1, more: Partial<Extract<TurnOutcome, { type: "acted" }>> = {}): TurnOutcome {
  return { type: "acted", performed, acknowledged: [], ...more };
}

/** An item by which the model asks for actions. */
export function computerCall(actions: readonly object[], more: object = {}): Readonly<Record<string, unknown>> {
  return { type: "computer_call", actions, ...more };
}

export interface StartedComputer {
  readonly emulator: OpenaiEmulator;
  readonly model: ComputerModel;
  readonly session: ComputerModelSession;
  /** Another session of the same model. */
  start(task?: Partial<ComputerTask>): ComputerModelSession;
  /** Bodies of the requests so far that were answered. */
  bodies(): readonly Readonly<Record<string, unknown>>[];
  /** Items of the last request. */
  sent(): readonly Readonly<Record<string, unknown>>[];
}

/** Starts an emulator whose model gives these replies, and a session for it; the emulator ends with the test. */
export async function startComputer(
  reply: readonly EmulatedReply[],
  settings: Partial<OpenaiComputerSettings> = {},
): Promise<StartedComputer> {
  const models = Object.fromEntries(
    ["gpt-test", "computer-use-preview"].map((name) => [name, { contextWindow: 1_000_000, reply }]),
  );
  const emulator = await startOpenaiEmulator({ models, idSeed: "seed" });
  onTestFinished(() => emulator.close());
  const model = createOpenaiComputer({
    model: "gpt-test",
    apiKey: "test-key",
    baseURL: emulator.baseURL,
    support: createEndpointSupport(),
    retries: { maximumRetries: 0 },
    ...settings,
  });
  const start = (task: Partial<ComputerTask> = {}) =>
    model.start({ task: "Buy a lamp.", computer: capabilities, ...task });
  const bodies = () =>
    emulator.requests.filter(({ status }) => status === 200).map(({ body }) => (isRecord(body) ? body : {}));
  const sent = () => {
    const { input } = bodies().at(-1) ?? {};
    return Array.isArray(input) ? input : [];
  };
  return { emulator, model, session: start(), start, bodies, sent };
}

/** The pictures in items, each as the number of its frame. */
export function frameNumbers(items: readonly object[]): readonly number[] {
  const addresses = JSON.stringify(items).match(/data:image\/png;base64,[^"]+/g) ?? [];
  return addresses
    .map((address) => Buffer.from(address.slice(address.indexOf(",") + 1), "base64"))
    .flatMap((bytes) => (bytes.length === 32 ? [bytes.readUInt32BE(24)] : []));
}

/** The texts of messages that the session wrote, but the task. */
export function toldTexts(items: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  return items
    .filter(({ role }) => role === "user")
    .flatMap(({ content }) => (Array.isArray(content) ? content : []))
    .flatMap((part: unknown) => (isRecord(part) && typeof part.text === "string" ? [part.text] : []))
    .slice(1);
}
