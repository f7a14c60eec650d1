import {
  type EmulatedModel,
  type OpenaiEmulator,
  type OpenaiEmulatorOptions,
  startOpenaiEmulator,
} from "@massgen/testing";
import { type TestFolder, withFolder } from "./with-folder.ts";

/** A key without the shape of one, so that only knowing it keeps it out of messages. */
export const testKey = "swordfish-is-no-shape";

/** An emulated provider and a home of one's own. */
export interface EmulatedHome {
  readonly emulator: OpenaiEmulator;
  readonly folder: TestFolder;
  /** Makes `massgen` find both, with the model `gpt-test`. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Repeats what was said last; `long` gets some 250 tokens. */
export const echo: EmulatedModel = {
  contextWindow: 4_000,
  reply({ entries }) {
    const said = entries.findLast((entry) => entry.kind === "message" && entry.role === "user");
    const text = said?.kind === "message" ? said.text : "";
    if (text.startsWith("long")) return { text: Array.from({ length: 125 }, (_, word) => `word${word}`).join(" ") };
    return { text: `You said: ${text}` };
  },
};

/** Runs a test with an emulated provider and a folder, and takes both away afterwards. */
export async function withEmulatedHome(
  options: Partial<OpenaiEmulatorOptions>,
  body: (home: EmulatedHome) => Promise<void>,
): Promise<void> {
  await using emulator = await startOpenaiEmulator({ models: { "gpt-test": echo }, apiKeys: [testKey], ...options });
  await withFolder({}, (folder) =>
    body({
      emulator,
      folder,
      environment: {
        OPENAI_BASE_URL: emulator.baseURL,
        OPENAI_API_KEY: testKey,
        MASSGEN_MODEL: "gpt-test",
        MASSGEN_HOME: `${folder.path}/home`,
      },
    }),
  );
}
