import { type FaraEmulator, type FaraEmulatorOptions, startFaraEmulator } from "@massgen/testing";
import { createFara, type FaraModel } from "../create-fara.ts";
import type { FaraSettings } from "../fara-settings.ts";

/** A model, and the emulator that plays it. */
export interface EmulatedFara {
  readonly emulator: FaraEmulator;
  readonly model: FaraModel;
}

/** Starts an emulator; whoever does so closes it. Nothing is waited for where requests are repeated. */
export async function emulatedFara(
  options: FaraEmulatorOptions,
  settings: Partial<FaraSettings> = {},
): Promise<EmulatedFara> {
  const emulator = await startFaraEmulator(options);
  return { emulator, model: faraAt(emulator, settings) };
}

/** A model at an emulator. */
export function faraAt({ model, baseURL }: FaraEmulator, settings: Partial<FaraSettings> = {}): FaraModel {
  return createFara({
    model,
    baseURL,
    // As in the endpoint files of the original.
    apiKey: "not-needed",
    // The emulator refuses what OpenAI's own API does not know.
    extraBody: { chat_template_kwargs: undefined },
    retries: { sleep: async () => {} },
    ...settings,
  });
}
