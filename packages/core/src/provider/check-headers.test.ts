import { describe, expect, it } from "vitest";
import { checkHeaders, headerSecrets } from "./check-headers.ts";

describe("checkHeaders", () => {
  it("takes what HTTP takes", () => {
    expect(() => checkHeaders({ "X-Title": "Ein Täst", authorization: "Bearer x\n", empty: "" })).not.toThrow();
  });

  it.each<[unknown, string]>([
    [null, "headers must be an object. Give it a text for each name."],
    [["a"], "headers must be an object. Give it a text for each name."],
    [{ "x-a": "one\ntwo-secret" }, "The header x-a holds characters that HTTP does not take. Write it on one line."],
    [{ "x-a": "secret\u{1f511}" }, "The header x-a holds characters that HTTP does not take. Write it on one line."],
    [{ "x-a": 5 }, "The header x-a is no text. Give it a text, or leave it out."],
    [
      { "Authorization: Bearer secret": "x" },
      'headers holds a name that HTTP does not take, beginning with "Authorization". Use letters, digits and -.',
    ],
    [{ "": "x" }, 'headers holds a name that HTTP does not take, beginning with "". Use letters, digits and -.'],
  ])("refuses %j without showing its value", (headers, message) => {
    expect(() => checkHeaders(headers)).toThrow(expect.objectContaining({ code: "invalid-option", message }));
  });
});

it("takes every value for a secret, and what follows the scheme of a key", () => {
  expect(headerSecrets({ "x-title": "My app", Authorization: " Bearer key-1 " })).toEqual([
    "My app",
    "Bearer key-1",
    "key-1",
  ]);
});
