import { MassGenError } from "@massgen/core";
import { expect, it } from "vitest";
import type { OpenaiEmulatorOptions } from "./emulator-options.ts";
import { startOpenaiEmulator } from "./openai-emulator.ts";

const model = { contextWindow: 100, reply: [{ text: "Hi." }] };

it.each<{ readonly options: OpenaiEmulatorOptions; readonly message: string }>([
  { options: { models: {} }, message: "The emulator has no models. Name at least one in `models`." },
  {
    options: { models: { a: { ...model, contextWindow: 0 } } },
    message: "The context window of a is 0. Give it as a whole number of tokens.",
  },
  {
    options: { models: { a: { ...model, reply: [] } } },
    message: "a has no replies. Give it at least one, or a function.",
  },
  {
    options: { models: { a: model }, chunkCharacters: 0 },
    message: "`chunkCharacters` is 0. Give it as a whole number above 0.",
  },
])("does not start with $message", async ({ options, message }) => {
  await expect(startOpenaiEmulator(options)).rejects.toMatchObject({ message, code: "invalid-option" });
});

it("says that a port is taken", async () => {
  await using emulator = await startOpenaiEmulator({ models: { a: model } });
  const port = Number(new URL(emulator.baseURL).port);
  const error = await startOpenaiEmulator({ models: { a: model }, port }).catch((reason: unknown) => reason);
  expect(MassGenError.isInstance(error)).toBe(true);
  expect(error).toMatchObject({
    code: "port-unavailable",
    message: `The emulator cannot listen on port ${port}. Choose another port, or 0 for any that is free.`,
  });
});
