import { describe, expect, it } from "vitest";
import { runMassgen, timeout } from "./testing/run-massgen.ts";
import { withFolder } from "./testing/with-folder.ts";

/** Runs `massgen models` in a folder with this configuration, which is the home too. */
async function models(args: readonly string[], configuration: object = {}) {
  let run = { exitCode: null as number | null, stdout: "", stderr: "" };
  await withFolder({ "massgen.config.json": JSON.stringify(configuration) }, async ({ path }) => {
    run = await runMassgen(["models", ...args], { cwd: path, environment: { HOME: path } });
  });
  return run;
}

/** Names in the first column of the table. */
function namesIn(table: string): readonly string[] {
  const [rows = ""] = table.split("\n\n");
  return rows
    .split("\n")
    .slice(1)
    .map((line) => line.split(" ")[0] ?? "");
}

const overrides = {
  models: { "qwen3:8b": { contextWindow: 16_384 }, "our-model": { compaction: { endpoint: true } } },
};

describe.concurrent("massgen models", { timeout }, () => {
  it("lists models in at most 110 columns, with a legend", async () => {
    const { exitCode, stdout, stderr } = await models([]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    const lines = stdout.split("\n");
    expect(lines[0]).toMatch(/^model +window +input max +reads +compaction +computer +\$ in\/out$/);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(110);
    expect(namesIn(stdout)).toEqual(expect.arrayContaining(["gpt-5", "fara-7b", "fara1.5-27b", "qwen3-8b"]));
    expect(stdout).toContain("\n● recorded, ~ assumed, ? unknown, - none; everything else is documented.\n");
  });

  it("filters by computer use and by compaction, and by both", async () => {
    const [driving, compacting, both] = await Promise.all([
      models(["--computer-use"], overrides),
      models(["--compaction"], overrides),
      models(["--computer-use", "--compaction"], overrides),
    ]);
    expect(namesIn(driving.stdout)).toEqual(expect.arrayContaining(["gpt-5.5", "fara-7b"]));
    expect(namesIn(driving.stdout)).not.toContain("gpt-5");
    expect(driving.stdout).toMatch(/^model +window +computer +screenshot +WebVoyager +Online-Mind2Web +\$ in\/out$/m);
    expect(driving.stdout).toMatch(/^fara-7b +128,000 +fara-7b +1428x896 +73\.5 +34\.1 +-$/m);
    for (const line of driving.stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(110);
    expect(namesIn(compacting.stdout)).toEqual(expect.arrayContaining(["our-model", "gpt-5.5", "gpt-5"]));
    expect(namesIn(compacting.stdout)).not.toContain("fara-7b");
    const named = new Set(namesIn(compacting.stdout));
    expect(namesIn(both.stdout)).toEqual(namesIn(driving.stdout).filter((name) => named.has(name)));
  });

  it("prints an object with a row for each model, each fact with evidence and source", async () => {
    const { exitCode, stdout } = await models(["--json"], overrides);
    expect(exitCode).toBe(0);
    const { models: rows, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({});
    const row = (wanted: string) => rows.find(({ name }: { readonly name: string }) => name === wanted);
    const [source, own] = [expect.stringMatching(/^https:/), "your configuration"];
    expect(row("gpt-5")).toMatchObject({
      provider: "openai",
      maximumInputTokens: { value: 272_000, evidence: "documented", source },
      compactionEndpoint: { value: true, evidence: "assumed", source: expect.any(String) },
      priceCacheWrite: { value: null, evidence: "unknown", source },
    });
    expect(row("qwen3-8b").contextWindow).toEqual({ value: 16_384, evidence: "documented", source: own });
    expect(row("our-model").compactionEndpoint).toEqual({ value: true, evidence: "documented", source: own });
    for (const each of rows) expect(Object.keys(each)).toEqual(Object.keys(row("gpt-5")));
  });

  it("points to show where a model is named", async () => {
    expect(await models(["gpt-5"])).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: 'massgen: massgen models has no command "gpt-5". Write massgen models show gpt-5 for one model.\n',
    });
  });
});

describe.concurrent("massgen models show", { timeout }, () => {
  it("shows every fact with evidence and source", async () => {
    const { exitCode, stdout, stderr } = await models(["show", "microsoft/Fara1.5-9B"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^fara1\.5-9b \(provider microsoft, family fara-1\.5\)\nalso fara-1\.5-9b, .+\n\n/);
    expect(stdout).toMatch(/^window +262,144 tokens +assumed +its base is Qwen3\.5: https:\S+$/m);
    expect(stdout).toMatch(/^computer +fara-1\.5 +documented +https:\S+$/m);
    expect(stdout).toMatch(/^screenshot +1440x896 +documented +https:\S+ \(trained at 1440x900, .+\)$/m);
    expect(stdout).toMatch(/^score: WebVoyager +86\.6 % +documented +https:\S+ \(.+\)$/m);
    expect(stdout).toMatch(/^score: Online-Mind2Web +63\.4 % +documented +https:\S+ \(.+\)$/m);
    expect(stdout).toMatch(/^memory: 16 bits +18 GB +assumed +parameters times 2 bytes: .+$/m);
    expect(stdout).toMatch(/^price: input +- +assumed +whoever runs it .+$/m);
    expect(stdout).not.toContain("not in the catalogue");
  });

  it("shows the rates of long requests, as text and as JSON", async () => {
    const price = { input: 2, output: 8, longContext: { above: 1_000, input: 4, output: 16.5 } };
    const configuration = { models: { mine: { price } } };
    const [text, json] = await Promise.all([
      models(["show", "mine"], configuration),
      models(["show", "mine", "--json"], configuration),
    ]);
    expect(text.stdout).toMatch(/^long: above +1,000 tokens +documented +your configuration$/m);
    expect(text.stdout).toMatch(/^long: output +\$16\.5 +documented +your configuration$/m);
    expect(JSON.parse(json.stdout)).toMatchObject({
      inCatalogue: true,
      model: {
        name: "mine",
        priceInput: { value: 2, evidence: "documented", source: "your configuration" },
        longRequestAbove: { value: 1_000, evidence: "documented", source: "your configuration" },
        longRequestCacheWrite: { value: null, evidence: "unknown", source: "your configuration" },
      },
    });
  });

  it("states its defaults for a model that it does not know, and says that it does not", async () => {
    const [text, json] = await Promise.all([
      models(["show", "a-model-of-nobody"]),
      models(["show", "--json", "a-model-of-nobody"]),
    ]);
    expect([text.exitCode, json.exitCode]).toEqual([0, 0]);
    const why = "the default for a model that is not in the catalogue";
    expect(text.stdout).toMatch(
      /^a-model-of-nobody \(provider unknown, family unknown\)\nThis model is not in the catalogue: /,
    );
    expect(text.stdout).toMatch(new RegExp(`^window +128,000 tokens +assumed +${why}$`, "m"));
    expect(text.stdout).toMatch(new RegExp(`^output at most +4,096 tokens +assumed +${why}$`, "m"));
    expect(text.stdout).toMatch(/^compaction: endpoint +\? +unknown +ask the provider$/m);
    expect(JSON.parse(json.stdout)).toMatchObject({
      inCatalogue: false,
      model: { contextWindow: { value: 128_000, evidence: "assumed", source: why } },
    });
  });

  it("takes a name near to one of the catalogue's for misspelt", async () => {
    const remedy = 'A model of your own can be described under "models" in your configuration.';
    expect(await models(["show", "gpt5", "--json"])).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: `massgen: There is no model "gpt5" in the catalogue. Did you mean gpt-5? ${remedy}\n`,
    });
  });

  it("shows what the configuration says in the catalogue's place", async () => {
    const { exitCode, stdout } = await models(["show", "Qwen/Qwen3-8B-AWQ"], overrides);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^qwen3-8b \(/);
    expect(stdout).toMatch(/^window +16,384 tokens +documented +your configuration$/m);
    expect(stdout).toMatch(/^licence +Apache-2\.0 +documented +https:/m);
  });

  it.each([
    [["show"], "massgen: Missing required argument 'name'. See massgen models --help.\n"],
    [
      ["--computer-use", "show", "gpt-5"],
      "massgen: massgen models show takes no --computer-use. Leave it out, or write massgen models --computer-use.\n",
    ],
    [["show", ""], "massgen: That is no name of a model. Write one as its provider does: gpt-5, qwen3:8b.\n"],
  ])("refuses %j", async (args, stderr) => {
    expect(await models(args)).toEqual({ exitCode: 1, stdout: "", stderr });
  });
});
