import { createMemoryRunLog, runComputerTask } from "@massgen/computer-use";
import { createSimulatedComputer } from "@massgen/computer-use/testing";
import type { ApprovalAnswer } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { createFara } from "./create-fara.ts";
import { closedAddress, type ScriptedAnswer, startChatServer } from "./test-support/chat-server.ts";
import { call } from "./test-support/turns.ts";

const clickOk = (of: "7b" | "1.5") =>
  // The middle of the button: in the picture of 308 × 196 that Fara-7B sees, and in thousandths.
  call({ action: "left_click", coordinate: of === "7b" ? [57.75, 34.3] : [187.5, 175] }, "I press it.");
const atOrder = call({ action: "terminate", status: "success" }, "This is a Critical Point: the order.");
const done = call({ action: "terminate", status: "success" }, "It is ordered.");

async function setUp(model: string, answers: readonly ScriptedAnswer[]) {
  const server = await startChatServer({ answers });
  return { server, computer: createSimulatedComputer(), model: createFara({ model, baseURL: server.baseURL }) };
}

describe("a run with Fara-7B", () => {
  it.each<[ApprovalAnswer, number, string]>([
    [{ type: "allow" }, 2, "It is ordered."],
    [{ type: "deny" }, 1, "This is a Critical Point: the order."],
  ])("fills in a form on a frame of another size, and asks at the critical point: %j", async (answer, clicks, said) => {
    const fill = {
      action: "type",
      text: "Tea",
      coordinate: [115.5, 80.36],
      delete_existing_text: true,
      press_enter: false,
    };
    const note = call({ action: "pause_and_memorize_fact", fact: "The price is 5." });
    const { computer, model } = await setUp("fara-7b", [call(fill), note, clickOk("7b"), atOrder, clickOk("7b"), done]);
    const reasons: unknown[] = [];
    const approve = (request: { readonly reasons: unknown }) => {
      reasons.push(request.reasons);
      return answer;
    };
    const run = runComputerTask({ task: "Order tea.", model, computer, approval: { approve } });
    expect(await run.result).toMatchObject({ status: "success", answer: said, notes: ["The price is 5."] });
    expect(reasons[0]).toEqual([{ type: "critical-point", text: "This is a Critical Point: the order." }]);
    expect(computer.textOf("name")).toBe("Tea");
    expect(computer.clicks()).toEqual(Array.from({ length: clicks }, () => "ok"));
    await computer.close();
  });

  it("goes on with the next model where it cannot be had", async () => {
    const { computer, model } = await setUp("Fara1.5-4B", [
      clickOk("1.5"),
      call({ action: "terminate", answer: "Yes." }),
    ]);
    const absent = createFara({ model: "fara-7b", baseURL: await closedAddress(), retries: { maximumRetries: 0 } });
    const run = runComputerTask({ task: "Press ok.", models: [absent, model], computer });
    expect(await run.result).toMatchObject({
      status: "success",
      answer: "Yes.",
      models: ["fara/fara-7b", "fara/Fara1.5-4B"],
    });
    expect(computer.clicks()).toEqual(["ok"]);
    await computer.close();
  });

  it("is taken up from its log with what it had said", async () => {
    const { server, computer, model } = await setUp("fara-7b", [clickOk("7b"), clickOk("7b"), done]);
    const log = createMemoryRunLog();
    const first = runComputerTask({ task: "Press ok twice.", model, computer, log, budget: { steps: 1 } });
    expect(await first.result).toMatchObject({ status: "budget" });
    const second = runComputerTask({ task: "Press ok twice.", model, computer, resume: log });
    expect(await second.result).toMatchObject({ status: "success", answer: "It is ordered." });
    expect(computer.clicks()).toEqual(["ok", "ok"]);
    const [, task, said] = server.requests[1]?.body.messages ?? [];
    expect(task?.content).toMatchObject([{ type: "image_url" }, { type: "text", text: "Press ok twice." }]);
    expect(said).toEqual({ role: "assistant", content: clickOk("7b") });
    await computer.close();
  });
});

describe("a run with Fara1.5", () => {
  it("asks the user, reads the page, and answers", async () => {
    const { server, computer, model } = await setUp("Fara1.5-9B", [
      call({ action: "ask_user_question", question: "Which tea?" }),
      call({ action: "read_page_answer_question", question: "What is it called?" }),
      "It is called Simulated page.",
      call({ action: "terminate", answer: "Simulated page" }),
    ]);
    const run = runComputerTask({ task: "Find the name.", model, computer, onQuestion: () => "The green one." });
    expect(await run.result).toMatchObject({ status: "success", answer: "Simulated page", requests: 4 });
    expect(JSON.stringify(server.requests[2]?.body.messages)).toContain("# Simulated page");
    expect(JSON.stringify(server.requests[3]?.body.messages)).toContain("Answer: It is called Simulated page.");
    await computer.close();
  });

  it("fails with a reason where the model makes no sense", async () => {
    const { computer, model } = await setUp("Fara1.5-9B", ["I am lost."]);
    const run = runComputerTask({ task: "Find the name.", model, computer });
    expect(await run.result).toMatchObject({
      status: "failure",
      fault: { source: "model", code: "invalid-response" },
    });
    await computer.close();
  });
});
