import { describe, expect, it } from "vitest";
import { parseHostPattern } from "./host-pattern.ts";
import { createUrlPolicy } from "./url-policy.ts";

const remedy =
  "Name a host (example.com), its subdomains (*.example.com), an address (10.0.0.5, [::1]) or a range (10.0.0.0/8), with a scheme (https://) before it and a port (:8443) behind it where it is to match those alone.";

describe("a host pattern", () => {
  it.each([
    ["https://example.com/path", `The pattern "https://example.com/path" of "allow" has a path.`],
    ["https://example.com/", `The pattern "https://example.com/" of "allow" has a path.`],
    ["ftp://example.com", `The pattern "ftp://example.com" of "allow" has another scheme than http, https, ws or wss.`],
    ["https://user:pass@example.com", `The pattern "…@example.com" of "allow" holds a user name.`],
    ["exa mple.com", `The pattern "exa mple.com" of "allow" is more than a host.`],
    ["example.com?x", `The pattern "example.com?x" of "allow" is more than a host.`],
    ["example.com:0", `The pattern "example.com:0" of "allow" has a port that is none.`],
    ["example.com:http", `The pattern "example.com:http" of "allow" has a port that is none.`],
    ["example.com:70000", `The pattern "example.com:70000" of "allow" has a port that is none.`],
    ["10.0.0.0/33", `The pattern "10.0.0.0/33" of "allow" has a path.`],
    ["a.*.example.com", `The pattern "a.*.example.com" of "allow" names no host.`],
    ["*example.com", `The pattern "*example.com" of "allow" names no host.`],
    ["*.10.0.0.1", `The pattern "*.10.0.0.1" of "allow" names no host.`],
    ["a..b", `The pattern "a..b" of "allow" names no host.`],
    ["", `The pattern "" of "allow" is no text.`],
    ["[::1", `The pattern "[::1" of "allow" names no host.`],
  ])("refuses %j", (text, problem) => {
    expect(() => createUrlPolicy({ allow: [text] })).toThrow(
      expect.objectContaining({ code: "invalid-pattern", message: `${problem} ${remedy}` }),
    );
  });

  it("refuses what is no text, and what is no list", () => {
    expect(() => parseHostPattern(7, "block")).toThrow(`The pattern (number) of "block" is no text. ${remedy}`);
    const options = JSON.parse('{"allow": "example.com"}');
    expect(() => createUrlPolicy(options)).toThrow(
      '"allow" is no list of patterns. Write it as a list, e.g. ["example.com", "*.example.com"].',
    );
  });

  it("takes no scheme where it is held against addresses", () => {
    const message = (text: string, list: string) =>
      `The pattern "${text}" of "${list}" has a scheme. Leave the scheme out: it counts for every one.`;
    expect(() => createUrlPolicy({ privateAddresses: ["http://localhost"] })).toThrow(
      message("http://localhost", "privateAddresses"),
    );
    expect(() => createUrlPolicy({ block: ["http://10.0.0.1"] })).toThrow(message("http://10.0.0.1", "block"));
    expect(() => createUrlPolicy({ allow: ["http://10.0.0.1"] })).not.toThrow();
  });

  it.each([
    "[::1]:8080",
    "::1",
    "fd00::/8",
    "[fd00::]/8:443",
    "10.0.0.0/8:443",
    "*",
    "*:8443",
    "wss://*.example.com:*",
    "localhost",
  ])("takes %s", (text) => {
    expect(parseHostPattern(text, "allow").text).toBe(text);
  });
});
