import { join } from "node:path";
import { isRecord } from "@massgen/core/provider";
import { beforeAll, expect, it } from "vitest";
import { describeWith, sessionDataFolder } from "../../../../scripts/test-support/describe-with.ts";
import { type Validate, validatorOf } from "../../../testing/src/testing/validator.ts";
import { acted, computerCall, startComputer, turn } from "../testing/start-computer.ts";

const check = { id: "sc_1", code: "malicious_instructions", message: "Careful." };

/** Schemas of the items that a session sends. */
const itemSchemas: Readonly<Record<string, string>> = {
  message: "EasyInputMessage",
  reasoning: "ReasoningItem",
  computer_call: "ComputerToolCall",
  computer_call_output: "ComputerCallOutputItemParam",
  function_call: "FunctionToolCall",
  function_call_output: "FunctionCallOutputItemParam",
};
const toolSchemas: Readonly<Record<string, string>> = {
  computer: "ComputerTool",
  computer_use_preview: "ComputerUsePreviewTool",
  function: "FunctionTool",
};

function kindOf(value: unknown): string {
  return isRecord(value) ? String(value.type) : "";
}

describeWith("session-data", "requests by OpenAI's API description", () => {
  let validate: Validate;
  beforeAll(async () => {
    validate = await validatorOf(join(sessionDataFolder(), "..", "openai-responses.schemas.json"));
  });

  it("notices an item that breaks the description", () => {
    expect(validate("ComputerCallOutputItemParam", { type: "computer_call_output", call_id: "c" })).not.toEqual([]);
    expect(validate("ComputerUsePreviewTool", { type: "computer_use_preview", display_width: 1 })).not.toEqual([]);
  });

  it.each(["gpt-test", "computer-use-preview"])("are valid: %s", async (model) => {
    const { session, bodies } = await startComputer(
      [
        { reasoning: "Hm.", items: [computerCall([{ type: "wait" }], { pending_safety_checks: [check] })] },
        { items: [computerCall([{ type: "screenshot" }])] },
        { calls: [{ name: "ask_user", arguments: { question: "Which?" } }] },
        { text: "Done." },
      ],
      { model, detail: "original" },
    );
    const url = "https://shop.example/";
    await session.decide(turn(1, undefined, { url }));
    await session.decide(turn(2, acted(1, { acknowledged: [check] }), { url }));
    await session.decide(turn(3, acted(), { url, notices: ["A window closed itself."] }));
    await session.decide(turn(4, { type: "replied", reply: "Red." }, { url }));
    const kinds = new Set<string>();
    for (const { input, tools, ...body } of bodies()) {
      expect(validate("CreateResponse", body)).toEqual([]);
      for (const tool of Array.isArray(tools) ? tools : [])
        expect(validate(toolSchemas[kindOf(tool)] ?? "", tool)).toEqual([]);
      for (const item of Array.isArray(input) ? input : []) {
        kinds.add(kindOf(item));
        // The description requires the list; the API itself refuses an empty one in what is replayed.
        const whole = kindOf(item) === "computer_call" ? { pending_safety_checks: [], ...item } : item;
        expect([kindOf(item), ...validate(itemSchemas[kindOf(item)] ?? "", whole)]).toEqual([kindOf(item)]);
      }
    }
    expect([...kinds].sort()).toEqual(Object.keys(itemSchemas).sort());
  });
});
