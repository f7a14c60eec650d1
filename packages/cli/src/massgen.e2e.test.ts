import { describe, expect, it } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { helpTexts } from "./help.ts";
import { runMassgen, runShell, timeout } from "./testing/run-massgen.ts";

describe.concurrent("massgen", { timeout }, () => {
  it.each([
    { args: [], says: helpTexts.program },
    { args: ["--help"], says: helpTexts.program },
    { args: ["compact", "--help"], says: helpTexts.compact },
    { args: ["compact", "session.json", "--help"], says: helpTexts.compact },
    { args: ["--version"], says: `${manifest.version}\n` },
  ])("answers $args", async ({ args, says }) => {
    expect(await runMassgen(args)).toEqual({ exitCode: 0, stdout: says, stderr: "" });
  });

  it.each([
    { args: ["compat", "a.json"], says: "Unknown command 'compat' (Did you mean compact?)" },
    { args: ["--verson"], says: "Unknown option '--verson' (Did you mean --version?)" },
    { args: ["compact"], says: "Missing required argument 'file'. See massgen compact --help." },
    { args: ["compact", "a", "--targt", "5"], says: "Unknown option '--targt' (Did you mean --target?)" },
    {
      args: ["compact", "a", "--target"],
      says: "Option '-t, --target <tokens>' argument missing. See massgen compact --help.",
    },
    {
      args: ["compact", "a", "b\u001b[2J"],
      says: "Too many arguments for 'compact'. Expected 1 argument but got 2: a, b [2J. See massgen compact --help.",
    },
    { args: ["compact", "--sk-proj-abcdefghijkl"], says: "Unknown option '--[redacted]'. See massgen compact --help." },
  ])("refuses $args in one line", async ({ args, says }) => {
    expect(await runMassgen(args)).toEqual({ exitCode: 1, stdout: "", stderr: `massgen: ${says}\n` });
  });

  it("ends quietly where nobody reads its help, and says so where there is no room for it", async () => {
    expect(await runShell("massgen --help | true; echo $PIPESTATUS")).toMatchObject({
      stdout: "0\n",
      stderr: "",
    });
    const { stdout, stderr } = await runShell("test -e /dev/full || exit 9; massgen --help > /dev/full; echo $?");
    if (stdout !== "")
      expect([stdout, stderr]).toEqual([
        "1\n",
        "massgen: Standard output could not be written (ENOSPC). Check the free space.\n",
      ]);
  });
});
