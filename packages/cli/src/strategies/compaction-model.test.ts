import { describe, expect, it } from "vitest";
import { echo, withEmulatedHome } from "../testing/emulated-home.ts";
import { createCompactionModel } from "./compaction-model.ts";

const models = { "gpt-test": { ...echo, contextWindow: 20_000 } };
const request = { instructions: "Take notes.", input: "A transcript.", maximumTokens: 500 };

describe("createCompactionModel", () => {
  it.each(["chat", "responses"])("writes summaries over %s", (api) =>
    withEmulatedHome({ models }, async ({ environment, emulator }) => {
      const summarize = await createCompactionModel({ api }, environment).model();
      expect(await summarize(request)).toMatchObject({ text: "You said: A transcript.", finishReason: "stop" });
      const seen = emulator.requests[0]?.seen;
      expect(seen?.text).toContain("Take notes.");
      expect(emulator.requests[0]?.body).toHaveProperty(
        api === "chat" ? "max_tokens" : "max_output_tokens",
        expect.any(Number),
      );
    }),
  );

  it("keeps why the provider refused, in words for the terminal", () =>
    withEmulatedHome({ apiKeys: ["another"] }, async ({ environment }) => {
      const model = createCompactionModel({}, environment);
      const summarize = await model.model();
      await expect(summarize(request)).rejects.toMatchObject({ code: "unauthenticated" });
      expect(model.failure()?.message).toMatch(
        /^127\.0\.0\.1:\d+ does not accept the API key in OPENAI_API_KEY\. Set it to a key that is valid there\.$/,
      );
    }));

  it("wants a model and a web address, and makes nothing before it is asked", async () => {
    const named = createCompactionModel({ model: "m", baseUrl: "nonsense" }, {});
    await expect(named.model()).rejects.toThrow('--base-url "nonsense" is no web address.');
    await expect(createCompactionModel({}, {}).model()).rejects.toThrow("No model is named.");
    await expect(createCompactionModel({}, {}).backend(undefined)).rejects.toThrow("No model is named.");
  });
});
