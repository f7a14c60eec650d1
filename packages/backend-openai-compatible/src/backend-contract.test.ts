import { describeBackend } from "@massgen/core/testing";
import { startOpenaiEmulator } from "@massgen/testing";
import { onTestFinished } from "vitest";
import { createOpenaiCompatible } from "./create-openai-compatible.ts";

describeBackend("createOpenaiCompatible", async (replies) => {
  const emulator = await startOpenaiEmulator({
    models: { "gpt-emulated": { contextWindow: 100_000, reply: replies.length > 0 ? replies : [{ text: "" }] } },
    ...(replies.length === 0 && { apiKeys: ["sk-another"] }),
  });
  onTestFinished(() => emulator.close());
  const backend = createOpenaiCompatible({ model: "gpt-emulated", baseURL: emulator.baseURL, apiKey: "sk-emulated" });
  return { backend, requests: () => emulator.requests.length };
});
