import {
  type EmulatedModel,
  type OpenaiEmulator,
  type OpenaiEmulatorOptions,
  startOpenaiEmulator,
} from "@massgen/testing";
import { onTestFinished } from "vitest";
import { createOpenai, type OpenaiBackend } from "../create-openai.ts";
import type { OpenaiSettings } from "../settings/openai-settings.ts";
import { createEndpointSupport, type EndpointSupport } from "../support/endpoint-support.ts";

/** What the emulated models say where a test does not mind. */
export const longAnswer = "A rather long answer that comes in several pieces.";

/** Settings of a backend that tries nothing twice. */
export const impatient = { model: "gpt-test", apiKey: "test-key", retries: { maximumRetries: 0 } } as const;

/** The emulator of a test. */
export interface EmulationOptions extends Partial<OpenaiEmulatorOptions> {
  /** Default: {@link longAnswer}. */
  readonly reply?: EmulatedModel["reply"];
  /** What else the models are like. Default: a window of 10,000 tokens. */
  readonly model?: Partial<EmulatedModel>;
}

export interface StartedBackend {
  readonly emulator: OpenaiEmulator;
  readonly backend: OpenaiBackend;
  /** What the backend was made of; another made of it shares its memory. */
  readonly settings: OpenaiSettings & { readonly support: EndpointSupport };
  /** The waits before repetitions so far, in milliseconds; they take no time. Empty where a test gives `retries`. */
  readonly delays: readonly number[];
}

/** Starts an emulator with the models `gpt-test` and `gpt-other`, and a backend for the first; both end with the test. */
export async function startBackend(
  settings: Partial<OpenaiSettings> = {},
  { reply = [{ text: longAnswer }], model, ...options }: EmulationOptions = {},
): Promise<StartedBackend> {
  const emulated = { contextWindow: 10_000, reply, ...model };
  const emulator = await startOpenaiEmulator({
    models: { "gpt-test": emulated, "gpt-other": emulated },
    ...options,
  });
  onTestFinished(() => emulator.close());
  const delays: number[] = [];
  const complete = {
    model: "gpt-test",
    apiKey: "test-key",
    baseURL: emulator.baseURL,
    support: createEndpointSupport(),
    retries: {
      random: () => 0,
      sleep: async (milliseconds: number) => {
        delays.push(milliseconds);
      },
    },
    ...settings,
  };
  return { emulator, backend: createOpenai(complete), settings: complete, delays };
}
