import { expect, it } from "vitest";
import { wayBack } from "./way-back.ts";

const earlier = {
  model: "m",
  baseURL: "https://x/v1",
  api: "responses",
  keyVariable: "K",
  contextWindow: 8_000,
} as const;
const fact = { evidence: "assumed", source: "a default" } as const;

it.each([
  ["another model", { model: "nope" }, "/model m"],
  [
    "a window that was not typed",
    { model: "nope", contextWindow: 4_000, contextWindowFact: fact },
    "/model m --context-window 8000",
  ],
  ["another protocol", { api: "chat" } as const, "/model m --api responses"],
  ["another key", { keyVariable: "L" }, "/model m --api-key-env K"],
  ["another address", { baseURL: "http://y/v1" }, "/model m --base-url https://x/v1 --api responses --api-key-env K"],
])("names what differs: %s", (_title, changes, command) => {
  expect(wayBack(earlier, { ...earlier, ...changes })).toBe(command);
});

it("leaves a window to the catalogue that it was taken from", () => {
  expect(wayBack({ ...earlier, contextWindowFact: fact }, { ...earlier, contextWindow: 4_000 })).toBe("/model m");
});
