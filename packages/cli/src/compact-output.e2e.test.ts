import { existsSync, lstatSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { asLines, chatMessages, responsesItems } from "./testing/conversations.ts";
import { runMassgen, runShell, timeout } from "./testing/run-massgen.ts";
import { withFolder } from "./testing/with-folder.ts";

const input = asLines(chatMessages());

describe.concurrent("massgen compact --output", { timeout }, () => {
  it("replaces its own input", () =>
    withFolder({ "a.jsonl": input }, async (folder) => {
      const { exitCode } = await runMassgen(["compact", "a.jsonl", "-o", "a.jsonl"], { cwd: folder.path });
      expect(exitCode).toBe(0);
      expect(await folder.list()).toEqual(["a.jsonl"]);
      const result = await folder.read("a.jsonl");
      expect(result.split("\n").length).toBe(input.split("\n").length);
      expect(result.length).toBeLessThan(input.length);
    }));

  it("writes where a link leads", () =>
    withFolder({ "a.jsonl": input, "old.jsonl": "old" }, async (folder) => {
      symlinkSync("old.jsonl", join(folder.path, "link.jsonl"));
      await runMassgen(["compact", "a.jsonl", "-o", "link.jsonl"], { cwd: folder.path });
      expect(lstatSync(join(folder.path, "link.jsonl")).isSymbolicLink()).toBe(true);
      expect(await folder.read("old.jsonl")).toMatch(/^\{"role":"system"/);
      expect(await folder.list()).toEqual(["a.jsonl", "link.jsonl", "old.jsonl"]);
    }));

  it("writes into a pipe and reads from one, and leaves both in their place", () =>
    withFolder({ "a.jsonl": input }, async (folder) => {
      await runShell("mkfifo from to", { cwd: folder.path });
      const line = "cat a.jsonl > from & massgen compact from -o to & cat to; wait %2; echo $?";
      const { stdout } = await runShell(line, { cwd: folder.path });
      expect(stdout).toMatch(/^\{"role":"system".*\n0\n$/s);
      for (const name of ["from", "to"]) expect(lstatSync(join(folder.path, name)).isFIFO()).toBe(true);
      expect(await folder.list()).toEqual(["a.jsonl", "from", "to"]);
    }));

  it("takes - for standard output", () =>
    withFolder({}, async (folder) => {
      const run = await runMassgen(["compact", "-", "-o", "-", "--json"], { cwd: folder.path, input });
      expect(run.stdout).toMatch(/^\{"role":"system"/);
      expect(JSON.parse(run.stderr)).toMatchObject({ status: "compacted" });
      expect(await folder.list()).toEqual([]);
    }));

  it.each([
    { output: "none/out.json", says: "The folder of none/out.json does not exist. Create it first." },
    { output: "a.jsonl/out.json", says: "The folder of a.jsonl/out.json does not exist. Create it first." },
    { output: "taken", says: "taken is a directory. Name a file to write to." },
    { output: "", says: "--output has no file name. Name a file, or leave the option out." },
    { output: "loop", says: "loop could not be written (ELOOP). Check its permissions and the free space." },
  ])("refuses $output", ({ output, says }) =>
    withFolder({ "a.jsonl": input }, async (folder) => {
      mkdirSync(join(folder.path, "taken"));
      symlinkSync("loop", join(folder.path, "loop"));
      const run = await runMassgen(["compact", "a.jsonl", "-o", output], { cwd: folder.path });
      expect(run).toEqual({ exitCode: 1, stdout: "", stderr: `massgen: ${says}\n` });
      expect(await folder.list()).toEqual(["a.jsonl", "loop", "taken"]);
    }),
  );

  it("says that a device is full", (context) =>
    withFolder({ "a.jsonl": input }, async (folder) => {
      if (!existsSync("/dev/full")) context.skip("needs a device that is always full, as Linux has in /dev/full");
      const [device, redirected] = await Promise.all([
        runMassgen(["compact", "a.jsonl", "-o", "/dev/full"], { cwd: folder.path }),
        runShell("massgen compact a.jsonl > /dev/full", { cwd: folder.path }),
      ]);
      const says = (name: string, remedy: string) => ({
        exitCode: 1,
        stdout: "",
        stderr: `massgen: ${name} could not be written (ENOSPC). ${remedy}\n`,
      });
      expect(device).toEqual(says("/dev/full", "Check its permissions and the free space."));
      expect(redirected).toEqual(says("Standard output", "Check the free space."));
      expect(lstatSync("/dev/full").isCharacterDevice()).toBe(true);
    }));

  it("leaves the old file whole where the new one does not fit", () =>
    withFolder({ "a.json": JSON.stringify(responsesItems()), "out.json": "old" }, async (folder) => {
      // A file may have one block of 1,024 bytes; the signal that goes with it is ignored, as with a full disk.
      const line = "trap '' XFSZ; ulimit -f 1; massgen compact a.json -o out.json; echo $?";
      const { stdout, stderr } = await runShell(line, { cwd: folder.path });
      expect(stdout).toBe("1\n");
      expect(stderr).toBe(
        "massgen: out.json could not be written (EFBIG). Check its permissions and the free space.\n",
      );
      expect(await folder.list()).toEqual(["a.json", "out.json"]);
      expect(await folder.read("out.json")).toBe("old");
    }));

  it("ends quietly where a reader has seen enough", () =>
    withFolder(
      { "long.json": JSON.stringify([{ role: "user", content: "word ".repeat(100_000) }]) },
      async (folder) => {
        const line = 'massgen compact long.json -t 1m | head -c 9; echo " $PIPESTATUS"';
        expect(await runShell(line, { cwd: folder.path })).toEqual({
          exitCode: 0,
          stdout: '[{"role": 0\n',
          stderr: "",
        });
      },
    ));

  it("does its work where nobody reads its report", () =>
    withFolder({ "a.jsonl": input }, async (folder) => {
      const line = "massgen compact a.jsonl -o out.jsonl 2>&1 | true; echo $PIPESTATUS";
      expect(await runShell(line, { cwd: folder.path })).toEqual({ exitCode: 0, stdout: "0\n", stderr: "" });
      expect(await folder.list()).toEqual(["a.jsonl", "out.jsonl"]);
    }));
});
