import { describe, expect, it } from "vitest";
import { controlCharacters } from "./testing/control-characters.ts";
import { chatMessages, outputOf } from "./testing/conversations.ts";
import { type MassgenRun, runMassgen, runShell, timeout } from "./testing/run-massgen.ts";
import { inTerminal, needsTerminal } from "./testing/terminal.ts";
import { withFolder } from "./testing/with-folder.ts";

const input = JSON.stringify(chatMessages());
const bold = "\u001b[1m\u001b[32mCompacted with ";
const hostile = "\u001b]0;title\u0007\u001b[2J\u009b31m\u202e\u007f";

/** Responses items whose every field would give commands to a terminal; the call was never answered. */
const hostileItems = JSON.stringify([
  { type: "message", role: "user", content: `${hostile}Why?` },
  { type: "function_call", call_id: `call${hostile}`, name: `read${hostile}`, arguments: hostile },
  { type: "function_call", call_id: "call_2", name: "read", arguments: "{}" },
  { type: "function_call_output", call_id: "call_2", output: outputOf(1) },
  { type: `note${hostile}`, text: `${hostile}${outputOf(2)}` },
  { type: "message", role: "user", content: hostile },
]);

describe.concurrent("massgen compact on a terminal", { timeout }, () => {
  it("has colour, unless the environment speaks against it", (context) =>
    withFolder({ "a.json": input }, async (folder) => {
      needsTerminal(context);
      const run = (environment: Readonly<Record<string, string>>) =>
        runShell(inTerminal("massgen compact a.json -n"), { cwd: folder.path, environment });
      const [plain, noColour] = await Promise.all([
        run({ TERM: "xterm-256color" }),
        run({ TERM: "xterm-256color", NO_COLOR: "1" }),
      ]);
      expect(shown(plain).startsWith(bold)).toBe(true);
      expect(noColour.exitCode).toBe(0);
      expect(shown(noColour)).not.toContain("\u001b");
      expect(shown(noColour).startsWith("Compacted with ")).toBe(true);
    }));

  it("has no colour elsewhere, unless the environment asks for it", async () => {
    const run = (environment: Readonly<Record<string, string>>) =>
      runMassgen(["compact", "-"], { input, environment: { TERM: "xterm-256color", ...environment } });
    const [plain, forced] = await Promise.all([run({}), run({ FORCE_COLOR: "1" })]);
    expect(plain.stdout + plain.stderr).not.toContain("\u001b");
    expect(forced.stderr.startsWith(bold)).toBe(true);
    expect(forced.stdout).toBe(plain.stdout);
  });

  it("obeys nothing that a conversation says", (context) =>
    withFolder({ "a.json": hostileItems }, async (folder) => {
      needsTerminal(context);
      const run = (args: string) =>
        runShell(inTerminal(`massgen compact a.json ${args}`), { cwd: folder.path, environment: { NO_COLOR: "1" } });
      const [table, both, passedOn] = await Promise.all([run("-t 60% -n"), run("-t 60% --json"), run("-t 1m")]);
      for (const run of [table, both, passedOn]) {
        expect(run.exitCode).toBe(0);
        expect(shown(run)).not.toMatch(controlCharacters);
      }
      expect(shown(table)).toMatch(/unanswered {3}1 call .+: read ]0;title \[2J 31m {2}\(item 1\)/);
      expect(firstItem(passedOn)).toEqual(JSON.parse(hostileItems)[0]);
      expect(firstItem(both)).toEqual(JSON.parse(hostileItems)[0]);
      const report = shown(both).slice(shown(both).indexOf("\r\n"));
      expect(JSON.parse(report).unansweredCalls[0].callId).toBe(`call${hostile}`);
    }));

  it("passes what a conversation says on to a pipe", async () => {
    const { stdout } = await runMassgen(["compact", "-", "-t", "60%"], { input: hostileItems });
    expect(JSON.parse(stdout)[0]).toEqual(JSON.parse(hostileItems)[0]);
  });
});

/** What a terminal shows in the end: without a progress line, which is there or not as the machine is slow or fast. */
function shown({ stdout }: MassgenRun): string {
  return stdout.split("\r\u001b[K").at(-1) ?? "";
}

/** The first item of a conversation on the first line that a terminal was sent. */
function firstItem(run: MassgenRun): unknown {
  return JSON.parse(shown(run).split("\r\n")[0] ?? "")[0];
}
