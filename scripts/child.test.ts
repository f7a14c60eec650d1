import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { runChild } from "./child.mjs";

function runScript(script: string) {
  return runChild(process.execPath, ["-e", script], { cwd: ".", capture: true });
}

describe("runChild", () => {
  it("answers with the exit code and everything that was printed", async () => {
    const result = await runScript("console.log('out'); console.error('err'); process.exitCode = 4");
    expect(result.exitCode).toBe(4);
    expect(result.output).toContain("out\n");
    expect(result.output).toContain("err\n");
  });

  it("answers with 128 + n for a program that signal n killed", async () => {
    expect((await runScript("process.kill(process.pid, 'SIGTERM')")).exitCode).toBe(128 + 15);
  });

  it("rejects where the program does not exist", async () => {
    await expect(runChild("massgen-no-such-program", [], { cwd: ".", capture: true })).rejects.toThrow("ENOENT");
  });

  it.each(["SIGINT", "SIGTERM"] as const)("passes on %s that only it received, and waits", async (signal) => {
    const inner = `process.on("${signal}", () => setTimeout(() => process.exit(4), 100)); setInterval(() => {}, 1000); console.log("ready")`;
    const outer = `
      import { runChild } from ${JSON.stringify(new URL("child.mjs", import.meta.url).href)};
      const { exitCode } = await runChild(process.execPath, ["-e", ${JSON.stringify(inner)}], { cwd: "." });
      process.exitCode = exitCode;`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", outer]);
    await once(child.stdout, "data");
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([4, null]);
  });
});
