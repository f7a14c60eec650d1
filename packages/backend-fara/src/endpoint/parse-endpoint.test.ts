import { describe, expect, it } from "vitest";
import { parseEndpoint } from "./parse-endpoint.ts";

const remedy =
  'Write it as {"model": "microsoft/Fara-7B", "base_url": "http://localhost:5000/v1"}, with "api_key" where there is one.';

describe("parseEndpoint", () => {
  it("reads the files of the original", () => {
    const file = { model: "Fara-7B", base_url: "https://a.example/v1", api_key: "key" };
    const endpoint = { model: "Fara-7B", baseURL: "https://a.example/v1" };
    expect(parseEndpoint(JSON.stringify(file))).toEqual({ ...endpoint, apiKey: "key" });
    expect(parseEndpoint(`\uFEFF${JSON.stringify([file, 5])}`)).toEqual({ ...endpoint, apiKey: "key" });
    expect(parseEndpoint(JSON.stringify({ ...file, api_key: "not-needed" }))).toEqual(endpoint);
    expect(parseEndpoint(JSON.stringify({ ...file, api_key: null, other: 1 }))).toEqual(endpoint);
  });

  it.each([
    ["", "The endpoint file is no JSON."],
    ["[]", "The endpoint file holds no object."],
    ['{"base_url": "http://a"}', "The endpoint file has no model."],
    ['{"model": "a", "base_url": "a"}', "The endpoint file has no http or https address."],
    ['{"model": "a", "base_url": "file:///a"}', "The endpoint file has no http or https address."],
    ['{"model": "a", "base_url": "http://a", "api_key": 5}', "The key in the endpoint file is no text."],
  ])("refuses %s", (json, problem) => {
    expect(() => parseEndpoint(json)).toThrow(expect.objectContaining({ message: `${problem} ${remedy}` }));
  });
});
