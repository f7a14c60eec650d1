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
  const model = createFara({
    model: emulator.model,
    baseURL: emulator.baseURL,
    retries: { sleep: async () => {} },
    ...settings,
  });
  return { emulator, model };
}
