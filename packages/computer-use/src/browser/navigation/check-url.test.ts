import { describe, expect, it } from "vitest";
import { checkUrl } from "./check-url.ts";

describe("checkUrl", () => {
  it.each([
    ["example.com/a?b", "https://example.com/a?b"],
    [" http://example.com ", "http://example.com/"],
    ["about:blank", "about:blank"],
    ["bücher.example", "https://xn--bcher-kva.example/"],
  ])("opens %j as %j", (text, url) => {
    expect(checkUrl(text, undefined)).toEqual({ ok: true, url });
  });

  it.each([
    "file:///etc/passwd",
    "data:text/html,x",
    "javascript:0",
    "chrome://flags",
    "about:config",
    "blob:x",
    "view-source:http://a",
  ])("refuses %j by its scheme", (text) => {
    expect(checkUrl(text, undefined)).toMatchObject({ ok: false, failure: { code: "blocked" } });
  });

  it("gives the reason of the policy", () => {
    const check = () => ({ allowed: false, reason: "Not this one.", rule: "allow" }) as const;
    const policy = { check, checkHost: check, checkAddress: check };
    expect(checkUrl("example.com", policy)).toEqual({
      ok: false,
      failure: { code: "blocked", reason: "Not this one." },
    });
  });
});
