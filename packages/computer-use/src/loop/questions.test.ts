import { describe, expect, it, vi } from "vitest";
import { runScripted, until } from "../test-support/run-scripted.ts";
import { never } from "../test-support/scripted-decisions.ts";
import { createSimulatedComputer } from "../testing/simulated/create-simulated-computer.ts";

describe("a question", () => {
  const ask = { type: "ask", question: "Which colour?" } as const;

  it("waits for the reply, after which the screen is looked at again", async () => {
    const on = createSimulatedComputer();
    const observe = vi.spyOn(on, "observe");
    const { run, model } = runScripted([ask], { on, onQuestion: "wait" });
    expect(run.reply("too early")).toBe(false);
    expect(await until(run, "question")).toEqual({ type: "question", step: 1, question: "Which colour?" });
    expect(await until(run, "run-pause")).toEqual({ type: "run-pause", reason: "question" });
    expect(run.reply("Red.")).toBe(true);
    expect(run.reply("Blue.")).toBe(false);
    expect(await until(run, "reply")).toEqual({ type: "reply", step: 1, reply: "Red." });
    await until(run, "run-resume");
    expect((await run.result).status).toBe("success");
    expect(model.turns[1]?.outcome).toEqual({ type: "replied", reply: "Red." });
    expect(observe).toHaveBeenCalledTimes(2);
  });

  it("is answered by the handler, which is told where the answer came another way", async () => {
    let told = false;
    const { run } = runScripted([ask, ask], {
      onQuestion: ({ step, question }, { signal }) => {
        if (step === 1) return `${question} Red.`;
        signal.addEventListener("abort", () => {
          told = true;
        });
        setTimeout(() => run.reply("Blue."), 5);
        return never(signal);
      },
    });
    expect((await run.result).status).toBe("success");
    expect(told).toBe(true);
  });

  it("may be answered with nothing", async () => {
    const { run, model } = runScripted([ask, ask], { onQuestion: ({ step }) => (step === 1 ? "" : undefined) });
    expect((await run.result).status).toBe("needs-person");
    expect(model.turns[1]?.outcome).toEqual({ type: "replied", reply: "" });
  });

  it.each([
    ["nobody is there", {}],
    ["the handler has no answer", { onQuestion: () => undefined }],
  ])("ends the run where %s", async (_, options) => {
    expect((await runScripted([ask], options).over()).result).toMatchObject({
      status: "needs-person",
      question: "Which colour?",
      reason: "The model asks something that nobody was there to answer.",
    });
  });

  it("whose handler throws ends the run", async () => {
    const onQuestion = () => {
      throw new Error("no terminal");
    };
    expect((await runScripted([ask], { onQuestion }).over()).result).toMatchObject({
      reason: "Asking the user at step 1 failed: Error: no terminal",
      fault: { source: "program", code: "question-failed" },
    });
  });

  it("ends with the run where that is stopped", async () => {
    const { run } = runScripted([ask], { onQuestion: "wait" });
    await until(run, "question");
    run.stop();
    expect((await run.result).status).toBe("interrupted");
    expect(run.reply("late")).toBe(false);
  });
});
