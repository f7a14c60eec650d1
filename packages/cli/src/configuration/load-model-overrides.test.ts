import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type TestFolder, withFolder } from "../testing/with-folder.ts";
import { configurationPaths } from "./configuration-paths.ts";
import { loadModelOverrides } from "./load-model-overrides.ts";

function load({ path }: TestFolder) {
  return loadModelOverrides({ environment: { XDG_CONFIG_HOME: path }, workingDirectory: path });
}

/** A folder that is the working directory, and the place of the user's own configuration too. */
async function withConfigurations(near: string, far: string, body: (folder: TestFolder) => Promise<void>) {
  await withFolder({ "massgen.config.json": near }, async (folder) => {
    await mkdir(join(folder.path, "massgen"));
    await folder.write("massgen/config.json", far);
    await body(folder);
  });
}

describe("configurationPaths", () => {
  it.each([
    [{ XDG_CONFIG_HOME: "/x", HOME: "/h" }, "/x/massgen/config.json"],
    [{ XDG_CONFIG_HOME: "relative", HOME: "/h" }, "/h/.config/massgen/config.json"],
    [{ XDG_CONFIG_HOME: "", USERPROFILE: "/u" }, "/u/.config/massgen/config.json"],
  ])("looks into the working directory first, then with %j", (environment, path) => {
    expect(configurationPaths(environment, "/w")).toEqual(["/w/massgen.config.json", path]);
  });

  it("does without a home", () => {
    expect(configurationPaths({}, "/w")).toEqual(["/w/massgen.config.json"]);
  });
});

describe("loadModelOverrides", () => {
  it("finds nothing where there is nothing, and where nothing is said of models", async () => {
    await withFolder({}, async (folder) => expect(await load(folder)).toBeUndefined());
    await withFolder({ "massgen.config.json": '{ "$schema": "x" }' }, async (folder) =>
      expect(await load(folder)).toBeUndefined(),
    );
  });

  it("reads JSON with comments, numbers as they are written", async () => {
    const text = '\ufeff{ // mine\n "models": { "m": { /* paid */ "price": { "input": 0.50, "output": 2.0 } } } }\n';
    await withFolder({ "massgen.config.json": text }, async (folder) =>
      expect(await load(folder)).toEqual({ m: { price: { input: 0.5, output: 2 } } }),
    );
  });

  it("takes of each model what the nearest file says, however the name is written", async () => {
    const near = { models: { "qwen3:8b": { contextWindow: 1 }, mine: { contextWindow: 2 } } };
    const far = {
      models: {
        "Qwen/Qwen3-8B": { contextWindow: 3, licence: "x" },
        Mine: { contextWindow: 4 },
        other: { contextWindow: 5 },
      },
    };
    await withConfigurations(JSON.stringify(near), JSON.stringify(far), async (folder) =>
      expect(await load(folder)).toEqual({ ...near.models, other: { contextWindow: 5 } }),
    );
  });

  it("names both files where one uses a name of the other", async () => {
    const near = '{ "models": { "one": { "aliases": ["both"] } } }';
    const far = '{ "models": { "two": { "aliases": ["both"] } } }';
    await withConfigurations(near, far, async (folder) =>
      expect(load(folder)).rejects.toThrow(
        `${folder.path}/massgen.config.json and ${folder.path}/massgen/config.json: models["one"] has the name "both", which is two's. Give it another one.`,
      ),
    );
  });

  it.each([
    ["[]", ' is not a JSON object. Write, for example, { "models": {} }.'],
    ['{ "modles": {} }', ': there is no setting "modles". Did you mean "models"?'],
    [
      '{\n  "models": {},\n}',
      " is not valid JSON at line 3, column 1: property name expected. Correct it there; comments are allowed, commas before a closing bracket are not.",
    ],
    ['{ "models": [] }', ": models must be an object, not []. Correct it or leave it out."],
    [
      '{ "models": { "gpt-5": { "contextWindow": "16k" } } }',
      ': models["gpt-5"].contextWindow must be a whole number of 1 or more, not "16k". Correct it or leave it out.',
    ],
    ['{ "models": null }', ": models must be an object, not null. Correct it or leave it out."],
    [
      '{ "models": { "gpt-5": { "inputModalities": [] } } }',
      ': models["gpt-5"].inputModalities must not be an empty list. Name at least one, or leave it out.',
    ],
    [
      '{ "models": { "gpt-5": { "price": { "input": 1, "output": 1e9 } } } }',
      ': models["gpt-5"].price.output must be at most 1,000,000, not 1000000000. Correct it or leave it out.',
    ],
    [
      '{ "models": { "gpt-5": { "contextWindow": -5 } } }',
      ': models["gpt-5"].contextWindow must be a whole number of 1 or more, not -5. Correct it or leave it out.',
    ],
    [
      '{ "models": { "gpt-5": { "contextwindow": 5 } } }',
      ': models["gpt-5"].contextwindow is not a field that models have. There are aliases, provider, family, contextWindow, maximumInputTokens, maximumOutputTokens, inputModalities, outputModalities, reasoning, compaction, computer, licence, parameters, memoryNeeded, hosting, price.',
    ],
    [
      '{ "models": { "gpt-5": {}, "openai/gpt-5": {} } }',
      ': models["openai/gpt-5"] describes gpt-5 a second time. Keep one of the two.',
    ],
    [
      `{ "models": { "m": ${"[".repeat(200_000)}${"]".repeat(200_000)} } }`,
      ": models is nested too deeply. Describe models as docs/models.md does.",
    ],
    [" ".repeat(1_000_001), " is larger than 1 MB. Leave only settings of massgen in it."],
  ])("names file and field of what cannot be used (%#)", async (text, message) => {
    await withFolder({ "massgen.config.json": text }, async (folder) =>
      expect(load(folder)).rejects.toThrow(`${folder.path}/massgen.config.json${message}`),
    );
  });

  it("does not wait for what is no file", async () => {
    await withFolder({}, async (folder) => {
      await mkdir(join(folder.path, "massgen.config.json"));
      await expect(load(folder)).rejects.toThrow(
        `${folder.path}/massgen.config.json is no file. Put the configuration there, or take it away.`,
      );
    });
  });
});
