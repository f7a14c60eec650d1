import { type EmulatedFaraGeneration, type FaraStep, startFaraEmulator, startOpenaiEmulator } from "@massgen/testing";
import { expect, it } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { stepsOf, withBrowserPlace } from "../testing/browser-run.ts";
import { closedAddress } from "../testing/closed-address.ts";
import { testKey } from "../testing/emulated-home.ts";
import { runMassgen, timeout } from "../testing/run-massgen.ts";
import { places } from "../testing/shop.ts";

interface Generation {
  readonly generation: EmulatedFaraGeneration;
  readonly name: string;
  /** What it does before it is done. */
  readonly acts: readonly Omit<FaraStep, "thoughts">[];
}

const generations: readonly Generation[] = [
  {
    generation: "7b",
    name: "fara/microsoft/Fara-7B",
    // Pixels of a frame of 1428 × 896, which it takes as it is.
    acts: [{ action: "type", arguments: { coordinate: [200, 120], text: "kettle", press_enter: true } }],
  },
  {
    generation: "1.5",
    name: "fara/Fara1.5-9B",
    // Thousandths of a frame of 1440 × 896.
    acts: [
      { action: "left_click", arguments: { coordinate: [139, 134] } },
      { action: "type", arguments: { text: "kettle" } },
      { action: "key", arguments: { keys: ["Enter"] } },
    ],
  },
];

describeWith("chromium", "massgen computer with models at endpoints", () => {
  it.each(generations)(
    "does a task with Fara $generation, and takes the model from an endpoint's file",
    { timeout },
    ({ generation, name, acts }) =>
      withBrowserPlace(async ({ shop, options, folder }) => {
        await using emulator = await startFaraEmulator({
          generation,
          apiKeys: [testKey],
          script: [
            ...acts.map((act) => ({ ...act, thoughts: "I look for it." })),
            {
              thoughts: "It costs $5.",
              action: "terminate",
              arguments: { status: "success", ...(generation === "1.5" && { answer: "It costs $5." }) },
            },
          ],
        });
        const endpoint = { model: emulator.model, base_url: emulator.baseURL, api_key: testKey };
        await folder.write("endpoint.json", JSON.stringify(endpoint));
        const args = [
          "computer",
          "Find the kettle",
          "--endpoint",
          "endpoint.json",
          "--url",
          shop.url,
          "--gpu-price",
          "2",
          "--json",
        ];
        const run = await runMassgen(args, options);
        expect(run.exitCode, run.stdout).toBe(0);
        const result = JSON.parse(run.stdout);
        expect(result).toMatchObject({
          status: "success",
          answer: "It costs $5.",
          steps: acts.length + 1,
          models: [name],
        });
        expect(result.cost).toBeGreaterThan(0);
        expect(shop.requests, run.stderr).toContain("/searched?words=kettle");
        expect(emulator.layoutProblems()).toEqual([]);
        expect(stepsOf(run)[0]).toMatch(/^1 {2}click at \d+, \d+/);
        expect(run.stderr).toMatch(/type "kettle".* [\d,]+ tokens, \$0\.\d+\n/);
        expect(run.stdout + run.stderr).not.toContain(testKey);
      }),
  );

  it("does a task with OpenAI's computer tool, and ends with 5 at what the provider doubts", { timeout }, () =>
    withBrowserPlace(async ({ shop, options }) => {
      const { field, search, order } = places;
      const check = { id: "sc_1", code: "malicious_instructions", message: "The page may try to trick you." };
      await using emulator = await startOpenaiEmulator({
        apiKeys: [testKey],
        models: {
          "gpt-5.5": {
            contextWindow: 400_000,
            reply: [
              {
                items: [
                  {
                    type: "computer_call",
                    actions: [
                      { type: "click", button: "left", ...field },
                      { type: "type", text: "kettle" },
                    ],
                  },
                ],
              },
              { items: [{ type: "computer_call", actions: [{ type: "click", button: "left", ...search }] }] },
              {
                items: [
                  {
                    type: "computer_call",
                    actions: [{ type: "click", button: "left", ...order }],
                    pending_safety_checks: [check],
                  },
                ],
              },
            ],
          },
        },
      });
      const args = ["computer", "Order the kettle", "-m", "gpt-5.5", "--base-url", emulator.baseURL, "--url", shop.url];
      const environment = { ...options.environment, OPENAI_API_KEY: testKey };
      const run = await runMassgen(args, { ...options, environment });
      expect(run.exitCode, run.stderr).toBe(5);
      expect(stepsOf(run)).toEqual([
        '1  click at 200, 120, then type "kettle"',
        "2  click at 500, 120",
        "3  click at 500, 320",
      ]);
      expect(run.stderr).toContain("The provider doubts it: The page may try to trick you.");
      expect(shop.requests).toEqual(["/", "/searched?words=kettle"]);
    }),
  );

  it("goes on with the next model where the first cannot be reached, and says so", { timeout }, () =>
    withBrowserPlace(async ({ shop, options, script }) => {
      const next = await script("steps", { type: "finish", status: "success", answer: "Done." });
      const closed = await closedAddress();
      const run = await runMassgen(
        ["computer", "Try", "-m", `fara-7b@${closed}`, "-m", next, "--url", shop.url],
        options,
      );
      expect(run).toMatchObject({ exitCode: 0, stdout: "Done.\n" });
      expect(run.stderr).toContain("     scripted/model goes on: ");
      expect(run.stderr).toContain("decisions of a script, not of a model");
    }),
  );

  it("ends with 2 where no model can be reached", { timeout }, () =>
    withBrowserPlace(async ({ shop, options }) => {
      const closed = await closedAddress();
      const run = await runMassgen(
        ["computer", "Try", "-m", `fara-7b@${closed}`, "--url", shop.url, "--json"],
        options,
      );
      expect(run.exitCode).toBe(2);
      expect(JSON.parse(run.stdout)).toMatchObject({
        status: "failure",
        fault: { source: "network", code: "unreachable" },
        steps: 0,
      });
    }),
  );
});
