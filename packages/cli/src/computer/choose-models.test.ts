import { describe, expect, it } from "vitest";
import { withFolder } from "../testing/with-folder.ts";
import { chooseFrame, chooseModels, type ModelChoiceOptions } from "./choose-models.ts";
import { parsePage } from "./start-page.ts";

const choose = (options: ModelChoiceOptions, environment: NodeJS.ProcessEnv = { OPENAI_API_KEY: "any" }) =>
  chooseModels(options, { environment, overrides: undefined });

describe("chooseModels", () => {
  it("tells the same model at two endpoints apart", async () => {
    const chosen = await choose({ model: ["fara-7b@http://a:5000/v1", "fara-7b@http://b:5000/v1", "gpt-5.5"] });
    expect(chosen.map(({ model, dialect, baseURL }) => [model.name, dialect, baseURL])).toEqual([
      ["fara/fara-7b at a:5000", "fara-7b", "http://a:5000/v1"],
      ["fara/fara-7b at b:5000", "fara-7b", "http://b:5000/v1"],
      ["openai/gpt-5.5", "computer", "https://api.openai.com/v1"],
    ]);
    await expect(choose({ model: ["fara-7b", "fara-7b"] })).rejects.toThrow(
      "fara/fara-7b at localhost:5000 is named twice.",
    );
  });

  it("gives the key of an endpoint's file to that endpoint alone", () =>
    withFolder(
      { "endpoint.json": JSON.stringify({ model: "gpt-5.5", base_url: "http://a/v1", api_key: "k" }) },
      async ({ path }) => {
        const endpoint = `${path}/endpoint.json`;
        const [own] = await choose({ endpoint }, {});
        expect(own?.baseURL).toBe("http://a/v1");
        const other = choose({ endpoint, model: ["gpt-5.5@https://api.openai.com/v1"] }, {});
        await expect(other).rejects.toThrow("There is no API key for api.openai.com.");
      },
    ));

  it("asks for the frame of the model that needs its own", async () => {
    const chosen = await choose({ model: ["gpt-5.5", "fara-7b"] });
    expect(chooseFrame(chosen)).toMatchObject({ width: 1428, height: 896 });
    expect(chooseFrame(chosen.slice(0, 1))).toMatchObject({ width: 1440, height: 900 });
  });
});

describe("parsePage", () => {
  it.each([
    ["example.com", "https://example.com/"],
    ["example.com:8080/a?b", "https://example.com:8080/a?b"],
    ["localhost:8080", "http://localhost:8080/"],
    ["127.0.0.1:8080/a", "http://127.0.0.1:8080/a"],
    ["[::1]:8080", "http://[::1]:8080/"],
    ["http://intranet/", "http://intranet/"],
  ])("takes %s for %s", (typed, href) => {
    expect(parsePage(typed).href).toBe(href);
  });

  it.each(["", "shop", "javascript:alert(1)", "file:///etc/passwd", "data:text/html,a"])("refuses %s", (typed) => {
    expect(() => parsePage(typed)).toThrow(`--url "${typed}" is no web address.`);
  });
});
