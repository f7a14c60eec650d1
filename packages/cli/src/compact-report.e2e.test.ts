import { describe, expect, it } from "vitest";
import { chatMessages, responsesItems } from "./testing/conversations.ts";
import { runMassgen, timeout } from "./testing/run-massgen.ts";
import { unpairedCalls } from "./testing/unpaired-calls.ts";
import { withFolder } from "./testing/with-folder.ts";

const items = responsesItems();
const input = JSON.stringify(items);

describe.concurrent("massgen compact: report", { timeout }, () => {
  it("is a table on standard error beside a conversation on standard output", async () => {
    const { stdout, stderr, exitCode } = await runMassgen(["compact", "-", "--target", "50%"], { input });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toHaveLength(items.length + 1);
    const [headline, ...rows] = stderr.split("\n");
    expect(headline).toMatch(/^Compacted with clear-tool-results: [\d,]+ tokens, within the target of [\d,]+$/);
    expect(rows.slice(0, 6).join("\n")).toMatch(
      /^\n {14}before {7}after {7}saved\ntokens( +[\d,]+){3} +[\d.]+ %\nitems( +\d+){2} +-1\n\ntarget {7}[\d,]+ tokens, counted with o200k$/,
    );
    expect(rows).toContain("changes      1 inserted: answer to a call that had none");
    expect(rows).toContain("unanswered   1 call now answered with a note: run_build (item 2)");
  });

  it("is JSON on standard output beside a conversation in a file", () =>
    withFolder({ "in.json": input }, async (folder) => {
      const args = ["compact", "in.json", "-t", "1.5k", "--json", "-o", "out.json"];
      const { stdout, stderr, exitCode } = await runMassgen(args, { cwd: folder.path });
      expect([exitCode, stderr]).toEqual([0, ""]);
      const report = JSON.parse(stdout);
      expect(report).toMatchObject({
        format: "openai-responses",
        strategy: "clear-tool-results",
        status: "compacted",
        reason: `${report.tokensAfter} tokens, within the target of 1500`,
        target: 1_500,
        itemsBefore: 29,
        itemsAfter: 30,
        counter: "o200k",
        unansweredCalls: [{ callId: "call_lost", name: "run_build", index: 2, outcome: "answered" }],
      });
      expect(report.tokensAfter).toBeLessThanOrEqual(1_500);
      expect(report.tokensBefore).toBeGreaterThan(1_500);
      expect(report.actions.length).toBeGreaterThan(1);
      for (const action of report.actions) expect(action.reason).toMatch(/./);

      const result = JSON.parse(await folder.read("out.json"));
      expect(result).toHaveLength(30);
      expect(unpairedCalls(result)).toEqual([]);
      expect(result.slice(0, 3)).toEqual(items.slice(0, 3));
      expect(result.slice(-2)).toEqual(items.slice(-2));
    }));

  it("is JSON on standard error where the conversation goes to standard output", async () => {
    const { stdout, stderr } = await runMassgen(["compact", "-", "--json"], { input });
    expect(JSON.parse(stderr)).toMatchObject({ status: "compacted", itemsAfter: 30 });
    expect(JSON.parse(stdout)).toHaveLength(30);
  });

  it("is all that a dry run gives", () =>
    withFolder({ "in.json": input }, async (folder) => {
      const run = (...args: string[]) => runMassgen(["compact", "in.json", "-n", ...args], { cwd: folder.path });
      const [table, json] = await Promise.all([run(), run("--json", "--output", "out.json")]);
      expect(table).toMatchObject({ exitCode: 0, stderr: "", stdout: expect.stringMatching(/^Compacted with /) });
      expect(json).toMatchObject({ exitCode: 0, stderr: "" });
      expect(JSON.parse(json.stdout)).toMatchObject({ status: "compacted" });
      expect(await folder.list()).toEqual(["in.json"]);
    }));

  it("tells how each named strategy fared, in their order", async () => {
    const report = async (...names: string[]) => {
      const strategies = names.flatMap((name) => ["--strategy", name]);
      const { stdout } = await runMassgen(["compact", "-", "-n", "--json", "-t", "25%", ...strategies], { input });
      const { strategy, attempts } = JSON.parse(stdout);
      return { strategy, tried: attempts.map((attempt: { strategy: string }) => attempt.strategy) };
    };
    const [two, reverse] = await Promise.all([
      report("clear-tool-results", "window"),
      report("window", "clear-tool-results"),
    ]);
    expect(two).toEqual({ strategy: "window", tried: ["clear-tool-results", "window"] });
    expect(reverse).toEqual({ strategy: "window", tried: ["window"] });
  });

  it("passes a conversation on byte for byte where the target is above it", () =>
    withFolder({}, async (folder) => {
      const odd = `\uFEFF [ ${JSON.stringify(chatMessages()[0], null, 3)} ,\r\n\t{"role":"user","content":"\\u0041","n":1.0}]`;
      const args = ["compact", "-", "--target", "100%"];
      const [piped, stored] = await Promise.all([
        runMassgen(args, { input: odd }),
        runMassgen([...args, "-o", "out.json"], { input: odd, cwd: folder.path }),
      ]);
      expect(piped).toMatchObject({ exitCode: 0, stdout: odd });
      expect(piped.stderr).toMatch(/^Skipped: the conversation has \d+ tokens, which is within the target of \d+\n/);
      expect(stored.exitCode).toBe(0);
      expect(await folder.read("out.json")).toBe(odd);
    }));

  it("says that a target cannot be reached, with exit code 2 and no output", () =>
    withFolder({ "in.json": input, "kept.json": "old" }, async (folder) => {
      const run = (...args: string[]) => runMassgen(["compact", "in.json", "-t", "20", ...args], { cwd: folder.path });
      const [table, json] = await Promise.all([run("-o", "out.json"), run("--json", "-o", "kept.json")]);
      expect(table).toMatchObject({ exitCode: 2, stdout: "" });
      expect(table.stderr).toMatch(/^Failed: no strategy reached 20 tokens; the conversation is as it was\n/);
      expect(table.stderr).toMatch(/\npassed over +window: .+\n/);
      expect(json).toMatchObject({ exitCode: 2, stderr: "" });
      expect(JSON.parse(json.stdout)).toMatchObject({ status: "failed", strategy: null, actions: [] });
      expect(await folder.list()).toEqual(["in.json", "kept.json"]);
      expect(await folder.read("kept.json")).toBe("old");
    }));
});
