import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type EmulatedHome, echo, withEmulatedHome } from "./testing/emulated-home.ts";
import { runMassgen, timeout } from "./testing/run-massgen.ts";

/** Models that the emulator serves: one of the catalogue's, and one that nobody knows. */
const models = { "gpt-5": echo, "gpt-4o": echo, "gpt-test": echo };

/** Runs `massgen` with the lines on standard input, in the folder with the configuration. */
function run({ environment, folder }: EmulatedHome, args: readonly string[], lines: readonly string[] = []) {
  return runMassgen(args, { environment, cwd: folder.path, input: lines.map((line) => `${line}\n`).join("") });
}

function configure({ folder }: EmulatedHome, configuration: object): Promise<void> {
  return folder.write("massgen.config.json", JSON.stringify(configuration));
}

/** Lines of `/usage` by their first word, the last of each. */
function usageIn(stderr: string): Readonly<Record<string, string>> {
  return Object.fromEntries(stderr.split("\n").map((line) => [line.split(" ")[0], line]));
}

describe.concurrent("the window of massgen chat", { timeout }, () => {
  it.each([
    ["gpt-5", "272,000", undefined],
    ["gpt-test", "128,000", "window           128,000  assumed: the default for a model that is not in the catalogue"],
  ])("is the catalogue's for %s, and what is assumed is said to be", (model, window, assumption) =>
    withEmulatedHome({ models }, async (home) => {
      const { exitCode, stderr } = await run(home, ["chat", "--model", model], ["/usage"]);
      expect(exitCode).toBe(0);
      const usage = usageIn(stderr);
      expect(usage.conversation).toBe(`conversation           0  0 % of the window of ${window}, estimated`);
      expect([usage.window, usage.cost]).toEqual([assumption, undefined]);
    }),
  );

  it("is what the configuration says, and an option goes before that", () =>
    withEmulatedHome({ models }, async (home) => {
      await configure(home, { models: { "gpt-test": { contextWindow: 50_000 } } });
      const [configured, typed] = await Promise.all([
        run(home, ["chat"], ["/usage"]),
        run(home, ["chat", "--context-window", "9k"], ["/usage"]),
      ]);
      expect(configured.stderr).toContain(" of the window of 50,000, estimated\n");
      expect(typed.stderr).toContain(" of the window of 9,000, estimated\n");
      expect(`${configured.stderr}${typed.stderr}`).not.toContain("assumed");
    }));

  it("changes with the model, and with the configuration where the conversation goes on", () =>
    withEmulatedHome({ models }, async (home) => {
      const first = await run(home, ["chat", "-m", "gpt-5"], ["Hello", "/model gpt-4o", "/usage"]);
      expect(first.stderr).toContain(" of the window of 128,000, ");
      expect(first.stderr).not.toContain("assumed");
      await configure(home, { models: { "gpt-4o": { contextWindow: 70_000 } } });
      expect((await run(home, ["chat", "--continue"], ["/usage"])).stderr).toContain(" of the window of 70,000, ");
    }));

  it("is no assumption any more once a refusal has taught it", () =>
    withEmulatedHome({ models }, async (home) => {
      const lines = [...Array(18).fill("long, please"), "/usage"];
      const { stderr } = await run(home, ["chat", "--api", "responses"], lines);
      expect(stderr).toMatch(/ of the window of [34],\d{3}, /);
      expect(stderr).not.toContain("assumed");
    }));
});

describe.concurrent("what it costs", { timeout }, () => {
  const price = { input: 1_000, output: 10_000 };

  it("is in the JSON of massgen ask, by each request's tokens", () =>
    withEmulatedHome({ models }, async (home) => {
      await configure(home, { models: { "gpt-test": { price } } });
      const [mine, listed] = await Promise.all([
        run(home, ["ask", "Hello", "--json"]),
        run(home, ["ask", "Hello", "--json", "--model", "gpt-5"]),
      ]);
      const { usage, cost } = JSON.parse(mine.stdout);
      const dollars = (usage.inputTokens * 1_000 + usage.outputTokens * 10_000) / 1e6;
      expect(cost).toEqual({ dollars: expect.closeTo(dollars, 9), estimated: true, source: "your configuration" });
      expect(JSON.parse(listed.stdout).cost).toEqual({
        dollars: expect.any(Number),
        estimated: true,
        source: "https://github.com/pydantic/genai-prices",
      });
    }));

  it("is left out where nobody knows it", () =>
    withEmulatedHome({ models }, async (home) => {
      expect(Object.keys(JSON.parse((await run(home, ["ask", "Hello", "--json"])).stdout))).not.toContain("cost");
      expect((await run(home, ["chat"], ["Hello", "/usage"])).stderr).not.toContain("cost");
    }));

  it("is in /usage, with what is left out of it", () =>
    withEmulatedHome({ models }, async (home) => {
      await configure(home, { models: { "gpt-4o": { price: "none" } } });
      const lines = ["Hello", "/usage", "/model gpt-4o", "And you?", "/usage"];
      const { stderr } = await run(home, ["chat", "-m", "gpt-5"], lines);
      const costs = stderr.split("\n").filter((line) => line.startsWith("cost"));
      expect(costs).toHaveLength(2);
      expect(costs[0]).toMatch(/^cost +\$0\.\d+ {2}estimated by the catalogue's list prices$/);
      expect(costs[1]).toBe(`${costs[0]}, without 1 request that has no price there`);
    }));
});

describe.concurrent("the configuration", { timeout }, () => {
  it("is taken from the working directory first, and from XDG_CONFIG_HOME", () =>
    withEmulatedHome({ models }, async (home) => {
      const { path } = home.folder;
      await mkdir(join(path, "own/massgen"), { recursive: true });
      const far = { models: { "gpt-5": { contextWindow: 1_000 }, mine: { contextWindow: 2_000 } } };
      await home.folder.write("own/massgen/config.json", `// mine\n${JSON.stringify(far)}`);
      await configure(home, { models: { "openai/gpt-5": { contextWindow: 3_000 } } });
      const environment = { ...home.environment, XDG_CONFIG_HOME: join(path, "own") };
      const { stdout } = await runMassgen(["models"], { environment, cwd: path });
      expect(stdout).toMatch(/^gpt-5 +3,000 /m);
      expect(stdout).toMatch(/^mine +2,000 /m);
    }));

  it.each([
    [["models"]],
    [["models", "show", "gpt-5"]],
    [["ask", "Hello"]],
    [["ask", "Hello", "--json", "--context-window", "9k"]],
    [["chat"]],
  ])("is an error that names file and field where it cannot be used: %j", (args) =>
    withEmulatedHome({ models }, async (home) => {
      await configure(home, { models: { "gpt-5": { contextWindow: "16k" } } });
      const { path } = home.folder;
      expect(await run(home, args)).toEqual({
        exitCode: 1,
        stdout: "",
        stderr: `massgen: ${path}/massgen.config.json: models["gpt-5"].contextWindow must be a whole number of 1 or more, not "16k". Correct it or leave it out.\n`,
      });
      expect(home.emulator.requests).toEqual([]);
    }),
  );

  it("says where it is not JSON", () =>
    withEmulatedHome({ models }, async (home) => {
      await home.folder.write("massgen.config.json", '{ "models": {\n  gpt-5: {} } }');
      expect((await run(home, ["models"])).stderr).toBe(
        `massgen: ${home.folder.path}/massgen.config.json is not valid JSON at line 2, column 3: invalid symbol. Correct it there; comments are allowed, commas before a closing bracket are not.\n`,
      );
    }));
});
