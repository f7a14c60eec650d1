import assert from "node:assert/strict";
import type { ApprovalAnswer, ComputerResult } from "@massgen/core";
import { type SentForm, startSite } from "../../shared/start-site.ts";
import { modelName, startEmulatedModel } from "./emulated-model.ts";
import { leaveOffice, task } from "./leave-office.ts";
import { useOffice } from "./use-office.ts";

const print = (line: string) => console.log(line);
print("The model is emulated: a script answers over OpenAI's protocol. The browser and the page are real.");

print("\nThe safety check is accepted:");
const accepted = await run("diligent", { type: "allow" });
assert.equal(accepted.result.status, "success", accepted.result.reason);
assert.equal(accepted.asked, 1, "The safety check was not asked about once.");
assert.deepEqual(accepted.sent, [{ path: "/requests", fields: { days: "3" } }]);
print(`Sent. ${accepted.result.answer}`);

print("\nThe safety check is not accepted:");
const refused = await run("diligent", { type: "deny", reason: "Not this week." });
assert.equal(refused.result.status, "interrupted", refused.result.reason);
assert.deepEqual(refused.sent, [], "Something was done before the safety check was resolved.");
print(`Nothing was done. ${refused.result.reason}`);

print("\nThe model comes to no end, and may spend $0.04:");
const wandering = await run("wandering", { type: "deny" });
assert.deepEqual([wandering.result.status, wandering.result.budget], ["budget", "cost"], wandering.result.reason);
assert.equal(wandering.result.steps, 3);
print(`Stopped after ${wandering.result.steps} steps and $${wandering.result.cost?.toFixed(4)}.`);

interface OfficeVisit {
  readonly result: ComputerResult;
  readonly sent: readonly SentForm[];
  /** How often a person was asked. */
  readonly asked: number;
}

async function run(behaviour: "diligent" | "wandering", answer: ApprovalAnswer): Promise<OfficeVisit> {
  await using emulator = await startEmulatedModel(behaviour);
  await using site = await startSite(leaveOffice);
  let asked = 0;
  const result = await useOffice({
    model: modelName,
    apiKey: "none-needed",
    baseURL: emulator.baseURL,
    task,
    url: `${site.origin}/`,
    budget: { steps: 20, cost: 0.04 },
    print,
    approve({ reasons }) {
      asked += 1;
      for (const reason of reasons) {
        if (reason.type === "safety-check") print(`The provider doubts it: ${reason.check.message}`);
      }
      print(`The simulated user says: ${answer.type}.`);
      return answer;
    },
  });
  return { result, sent: [...site.sent], asked };
}
