import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type EmulatedHome, withEmulatedHome } from "./testing/emulated-home.ts";
import { runMassgen, timeout } from "./testing/run-massgen.ts";

/** Runs a chat whose lines come through a pipe. */
function chat({ environment, folder }: EmulatedHome, lines: readonly string[], args: readonly string[] = []) {
  return runMassgen(["chat", ...args], {
    environment,
    cwd: folder.path,
    input: lines.map((line) => `${line}\n`).join(""),
  });
}

/** The id of the only conversation. */
async function onlyId({ environment, folder }: EmulatedHome): Promise<string> {
  const { stdout } = await runMassgen(["chat", "--list"], { environment, cwd: folder.path });
  return stdout.split(" ")[0] ?? "";
}

describe.concurrent("massgen chat: what is stored", { timeout }, () => {
  it("does not go on with a model that never answered, and says how to go back from it", () =>
    withEmulatedHome({}, async (home) => {
      const lines = ["/model nope", "Who?", "/model gpt-test", "Hello"];
      const { exitCode, stdout, stderr } = await chat(home, lines.slice(0, 2));
      expect([exitCode, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(/\nmassgen: .+ Check --model, and that .+ serves it\.\ngo back with: \/model gpt-test\n$/);
      const id = await onlyId(home);
      const path = join(home.folder.path, "home/conversations", id, "settings.json");
      expect(JSON.parse(await readFile(path, "utf8")).choice.model).toBe("gpt-test");
      const again = await chat(home, lines, ["--continue", "--model", "nope"]);
      expect(again.stdout).toBe("You said: Hello\n");
      expect((await chat(home, ["Hello"], ["--continue"])).stdout).toBe("You said: Hello\n");
      // One that nobody has tried is what was asked for.
      await chat(home, ["/model untried"], ["--continue"]);
      expect(JSON.parse(await readFile(path, "utf8")).choice.model).toBe("untried");
    }));

  it.each([
    ["are missing", undefined],
    ["are damaged", '{"version":1,'],
    ["are of a newer massgen", '{"version":2,"title":"Hello"}'],
  ])("goes on with a log whose settings %s, by options and environment", (problem, content) =>
    withEmulatedHome({}, async (home) => {
      await chat(home, ["Hello"]);
      const id = await onlyId(home);
      const folder = join(home.folder.path, "home/conversations", id);
      if (content === undefined) await rm(join(folder, "settings.json"));
      else await writeFile(join(folder, "settings.json"), content);
      const { stdout: list } = await runMassgen(["chat", "--list"], { environment: home.environment });
      expect(list).toMatch(new RegExp(`^${id}  [-\\d]+ [:\\d]+  \\?  Hello  \\(\\?\\)\\n$`));

      const line = `the settings of ${id} ${problem}: options and environment are used instead\n`;
      const environment = { ...home.environment, MASSGEN_MODEL: "" };
      const nameless = await chat({ ...home, environment }, ["Again"], ["--continue", id]);
      expect(nameless).toMatchObject({ exitCode: 1, stdout: "" });
      expect(nameless.stderr).toMatch(new RegExp(`^${line}massgen: No model is named\\. .+\\n$`));

      const { exitCode, stdout, stderr } = await chat(home, ["Again"], ["--continue", id]);
      expect([exitCode, stdout]).toEqual([0, "You said: Again\n"]);
      expect(stderr).toMatch(new RegExp(`^${line}going on with ${id}: 2 items, .+\\n$`));
      expect(home.emulator.requests.at(-1)?.seen?.entries).toHaveLength(3);
      // From now on it has settings again; what was there is kept.
      const { stderr: later } = await chat(home, ["More"], ["--continue"]);
      expect(later).toMatch(new RegExp(`^going on with ${id}: 4 items, .+\\n$`));
      if (content !== undefined) expect(await readFile(join(folder, "settings.unread.json"), "utf8")).toBe(content);
    }),
  );

  it("speaks of one item in the singular", () =>
    withEmulatedHome({}, async (home) => {
      await chat(home, ["Hello"]);
      const path = join(home.folder.path, "home/conversations", await onlyId(home), "run.jsonl");
      // The log as a crash between question and answer leaves it.
      await writeFile(path, `${(await readFile(path, "utf8")).split("\n").slice(0, 2).join("\n")}\n`);
      expect((await chat(home, [], ["--continue"])).stderr).toMatch(/^going on with .+: 1 item, \d+ tokens, .+\n$/);
    }));
});
