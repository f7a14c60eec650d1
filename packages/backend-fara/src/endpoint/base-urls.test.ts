import { expect, it } from "vitest";
import { baseURLs } from "./base-urls.ts";

const foundry = "https://name.region.inference.ml.azure.com";

it.each([
  ["http://localhost:5000/v1", ["http://localhost:5000/v1", "http://localhost:5000"]],
  ["http://localhost:1234", ["http://localhost:1234", "http://localhost:1234/v1"]],
  ["http://localhost:8080/v1/chat/completions/", ["http://localhost:8080/v1", "http://localhost:8080"]],
  [`${foundry}/score`, [foundry, `${foundry}/v1`]],
  [`${foundry}/`, [foundry, `${foundry}/v1`]],
  [
    "https://gateway.example/fara/v1?version=2",
    ["https://gateway.example/fara/v1?version=2", "https://gateway.example/fara?version=2"],
  ],
  ["not an address", ["not an address"]],
])("asks for %s at %j", (given, asked) => {
  expect(baseURLs(given)).toEqual(asked);
});
