import { expect, it } from "vitest";
import { urlSecrets } from "./url-secrets.ts";

it.each([
  ["https://api.example/v1", []],
  ["https://api.example/v1?api-version=preview&sig=a%2Fb", ["preview", "a%2Fb", "a/b"]],
  ["https://me:pa%40ss@api.example/v1?flag", ["me", "pa%40ss", "flag", "pa@ss"]],
  ["https://me:%zz@api.example/", ["me", "%zz"]],
  ["no address", []],
])("finds what is secret in %s", (address, secrets) => {
  expect(urlSecrets(address)).toEqual(secrets);
});
