import type { Diagnosis } from "@massgen/backend-fara";
import { type FaraEmulatorOptions, startFaraEmulator } from "@massgen/testing";
import { describe, expect, it } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { closedAddress } from "../testing/closed-address.ts";
import { testKey } from "../testing/emulated-home.ts";
import { runMassgen, timeout } from "../testing/run-massgen.ts";
import { withFolder } from "../testing/with-folder.ts";
import type { BrowserCheck } from "./check-browser.ts";

const red = { thoughts: "The screenshot is red.", action: "terminate", arguments: { status: "success" } };

type Report = Diagnosis & { readonly browser: BrowserCheck; readonly endpoint: string | null };

/** Runs the doctor against an emulated server, and gives its exit code and what it found as JSON. */
async function examine(
  options: Partial<FaraEmulatorOptions>,
  { model, args = [] }: { readonly model?: string; readonly args?: readonly string[] } = {},
): Promise<{ readonly exitCode: number | null; readonly report: Report }> {
  await using emulator = await startFaraEmulator({ generation: "7b", script: [red], ...options });
  const named = ["-m", model ?? emulator.model, "--base-url", emulator.baseURL];
  const run = await runMassgen(["doctor", ...named, ...args, "--json"]);
  expect(run.stderr).toBe("");
  return { exitCode: run.exitCode, report: JSON.parse(run.stdout) };
}

function checkOf({ checks }: Report, name: string) {
  return checks.find((check) => check.name === name);
}

describeWith("chromium", "massgen doctor", () => {
  it("finds that everything works, and says so", { timeout }, async () => {
    await using emulator = await startFaraEmulator({ generation: "7b", script: [red] });
    const run = await runMassgen(["doctor", "-m", emulator.model, "--base-url", emulator.baseURL]);
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    const [first, , ...lines] = run.stdout.trimEnd().split("\n");
    expect(first).toBe(`microsoft/Fara-7B (Fara-7B) at ${emulator.baseURL}; system prompt: MassGen's own words`);
    for (const name of ["settings", "connection", "model", "vision", "answer", "browser"]) {
      expect(lines.find((line) => line.startsWith(name))).toMatch(/^\w+ +ok\b/);
    }
    expect(lines.at(-1)).toBe("Everything works.");
  });

  it("does not say that everything works where something is doubtful", { timeout }, async () => {
    const blind = { thoughts: "I see a picture.", action: "terminate", arguments: { status: "success" } };
    await using emulator = await startFaraEmulator({ generation: "7b", script: [blind] });
    const run = await runMassgen(["doctor", "-m", emulator.model, "--base-url", emulator.baseURL]);
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    expect(run.stdout).toMatch(/^vision +warning\b/m);
    expect(run.stdout).toMatch(/\nIt can be used; see the warnings above\.\n$/);
  });

  it("takes the model, its address and its key from an endpoint's file", { timeout }, () =>
    withFolder({}, async (folder) => {
      await using emulator = await startFaraEmulator({ generation: "7b", script: [red], apiKeys: [testKey] });
      const endpoint = { model: emulator.model, base_url: emulator.baseURL, api_key: testKey };
      await folder.write("endpoint.json", JSON.stringify(endpoint));
      await folder.write("prompt.txt", "You use a browser of {width} × {height} pixels.");
      const args = ["doctor", "--endpoint", "endpoint.json", "--system-prompt", "@prompt.txt", "--json"];
      const run = await runMassgen(args, { cwd: folder.path });
      expect(run.exitCode).toBe(0);
      expect(JSON.parse(run.stdout)).toMatchObject({
        isUsable: true,
        promptSource: "custom",
        endpoint: "endpoint.json",
        browser: { status: "passed" },
      });
      expect(run.stdout + run.stderr).not.toContain(testKey);
    }),
  );

  it("names the remedy where nothing listens", { timeout }, async () => {
    const run = await runMassgen(["doctor", "-m", "fara-7b", "--base-url", await closedAddress()]);
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toMatch(/^connection +FAILED/m);
    expect(run.stdout).toContain("Check the address, and start the server that is to answer there.");
    expect(run.stdout).toMatch(/^browser +ok/m);
    expect(run.stdout).toContain("Something does not work: see above.");
  });

  it("names a browser that cannot be started", { timeout }, async () => {
    await using emulator = await startFaraEmulator({ generation: "7b", script: [red] });
    const args = ["doctor", "-m", emulator.model, "--base-url", emulator.baseURL, "--browser", "/nonexistent/chromium"];
    const run = await runMassgen(args);
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toMatch(/^browser +FAILED +There is no browser \/nonexistent\/chromium\.$/m);
  });

  it("says which models there are where the name is wrong", { timeout }, async () => {
    const { exitCode, report } = await examine({}, { model: "fara-7b" });
    expect(exitCode).toBe(2);
    expect(checkOf(report, "model")).toMatchObject({ status: "failed" });
    expect(report.models).toEqual(["microsoft/Fara-7B"]);
    expect(checkOf(report, "model")?.remedy).toContain("microsoft/Fara-7B");
  });

  it("tells a wrong key from everything else", { timeout }, async () => {
    const { exitCode, report } = await examine({ apiKeys: [testKey] });
    expect(exitCode).toBe(2);
    expect(checkOf(report, "connection")?.problem).toBe("The server does not accept the key, or wants one.");
  });

  it("names the remedy where the answer is empty", { timeout }, async () => {
    const { exitCode, report } = await examine({ malformation: "empty" });
    expect(exitCode).toBe(2);
    expect(checkOf(report, "answer")).toMatchObject({ status: "failed" });
    expect(checkOf(report, "answer")?.remedy).toContain("--reasoning-format none");
  });

  it("warns where the answer comes as thoughts, which can be used", { timeout }, async () => {
    const { exitCode, report } = await examine({ malformation: "reasoning-only" });
    expect(exitCode).toBe(0);
    expect(checkOf(report, "answer")).toMatchObject({ status: "warned" });
  });

  it("says how long the context must be where it is too short", { timeout }, async () => {
    const { exitCode, report } = await examine({ contextWindow: 1_000 });
    expect(exitCode).toBe(2);
    expect(checkOf(report, "context")).toMatchObject({ status: "failed" });
    expect(checkOf(report, "context")?.remedy).toMatch(/^Raise it to [\d,]+ tokens at least, e\.g\. with `vllm serve/);
  });
});

describe("massgen doctor: a wrong command", { timeout }, () => {
  it.each([
    { args: [], says: "No model is named. Pass --model fara-7b, or a file with --endpoint." },
    { args: ["-m", "gpt-5.5"], says: "gpt-5.5 is no Fara model. The doctor knows endpoints of Fara alone." },
    {
      args: ["-m", "my-model"],
      says: "It is not known how my-model uses a computer. Choose one of massgen models --computer-use, or name its language with --dialect.",
    },
    { args: ["--endpoint", "/nonexistent.json"], says: "There is no file /nonexistent.json. Check the path." },
    {
      args: ["-m", "fara-7b", "--base-url", "localhost:5000"],
      says: '--base-url "localhost:5000" is no web address. Write, for example, http://localhost:11434/v1.',
    },
  ])("ends with 1 and says: $says", async ({ args, says }) => {
    const run = await runMassgen(["doctor", ...args]);
    expect(run).toEqual({ exitCode: 1, stdout: "", stderr: `massgen: ${says}\n` });
  });
});
