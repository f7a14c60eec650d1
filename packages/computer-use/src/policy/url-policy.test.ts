import { describe, expect, it } from "vitest";
import { createUrlPolicy, type UrlPolicyOptions } from "./url-policy.ts";

const verdictOf = (url: string, options?: UrlPolicyOptions) => {
  const verdict = createUrlPolicy(options).check(url);
  return verdict.allowed ? "allowed" : verdict.rule;
};

describe("a URL policy without lists", () => {
  it.each([
    "https://example.com/",
    "http://example.com:8080/a?b#c",
    "wss://example.com/",
    "about:blank",
    "https://8.8.8.8/",
  ])("allows %s", (url) => {
    expect(verdictOf(url)).toBe("allowed");
  });

  it.each([
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    " java\nscript:alert(1)",
    "chrome://settings",
    "devtools://devtools/",
    "view-source:https://example.com/",
    "filesystem:https://example.com/temporary/",
    "ftp://example.com/",
    "about:srcdoc",
    "about:version",
    "data:text/html,hello",
    "blob:https://example.com/1",
    "chrome-extension://abc/",
    "intent://scan/",
    "mailto:a@example.com",
  ])("refuses the scheme of %j", (url) => {
    expect(verdictOf(url)).toBe("scheme");
  });

  it.each([
    "",
    "example.com",
    "//example.com/",
    "https://",
    "https://a..b/",
    "https://exa mple.com/",
    "http://[::1",
    "http://a:99999/",
  ])("refuses %j, which is no URL", (url) => {
    expect(verdictOf(url)).toBe("invalid-url");
  });

  it("refuses a user name, which makes one host look like another", () => {
    expect(createUrlPolicy({ allow: ["allowed.example"] }).check("https://allowed.example@evil.example/")).toEqual({
      allowed: false,
      rule: "userinfo",
      reason: "A URL may not hold a user name or password.",
    });
    expect(verdictOf("https://evil.example\\@allowed.example/", { allow: ["allowed.example"] })).toBe("allow");
    expect(verdictOf("https://@evil.example/", { allow: ["allowed.example"] })).toBe("allow");
  });

  it.each([
    ["http://127.0.0.1/", "private-address"],
    ["http://localhost:3000/", "private-address"],
    ["http://app.localhost./", "private-address"],
    ["http://10.1.2.3/", "private-address"],
    ["http://172.31.255.255/", "private-address"],
    ["http://192.168.0.1/", "private-address"],
    ["http://100.64.0.1/", "private-address"],
    ["http://169.254.1.1/", "private-address"],
    ["http://224.0.0.1/", "private-address"],
    ["http://0.0.0.0/", "private-address"],
    ["http://255.255.255.255/", "private-address"],
    ["http://198.18.0.1/", "private-address"],
    ["http://[::]/", "private-address"],
    ["http://[fe80::1]/", "private-address"],
    ["http://[fd12::1]/", "private-address"],
    ["http://[fec0::1]/", "private-address"],
    ["http://[ff02::1]/", "private-address"],
    ["http://[64:ff9b::10.0.0.1]/", "private-address"],
    ["http://[64:ff9b:1::10.0.0.1]/", "private-address"],
    ["http://[2002:7f00:1::]/", "private-address"],
    ["http://[::7f00:1]/", "private-address"],
    ["http://[::ffff:0:127.0.0.1]/", "private-address"],
    ["http://[2001::1]/", "private-address"],
    ["http://[4000::1]/", "private-address"],
    ["http://169.254.169.254/latest/meta-data/", "metadata-address"],
    ["http://[fd00:ec2::254]/", "metadata-address"],
    ["http://[::ffff:a9fe:a9fe]/", "metadata-address"],
    ["http://[64:ff9b::a9fe:a9fe]/", "metadata-address"],
    ["http://100.100.100.200/", "metadata-address"],
    ["http://168.63.129.16/", "metadata-address"],
    ["http://[2606:4700:4700::1111]/", "allowed"],
    ["http://[64:ff9b::8.8.8.8]/", "allowed"],
  ])("judges %s: %s", (url, verdict) => {
    expect(verdictOf(url)).toBe(verdict);
  });
});

describe("allow and block", () => {
  const options: UrlPolicyOptions = {
    allow: [
      "example.com",
      "*.example.com",
      "https://secure.example",
      "ports.example:8443",
      "bücher.example",
      "9.9.9.0/24",
    ],
    block: ["ads.example.com", "*.tracker.example.com", "http://plain.example.com", "9.9.9.9"],
  };

  it.each([
    ["https://example.com/", "allowed"],
    ["https://EXAMPLE.com./", "allowed"],
    ["https://a.b.example.com:444/", "allowed"],
    ["https://example.com.evil.example/", "allow"],
    ["https://evilexample.com/", "allow"],
    ["https://example.org/", "allow"],
    ["https://ads.example.com/", "block ads.example.com"],
    ["https://ADS.example.com./", "block ads.example.com"],
    ["https://x.ads.example.com/", "allowed"],
    ["https://a.tracker.example.com/", "block *.tracker.example.com"],
    ["https://tracker.example.com/", "allowed"],
    ["http://plain.example.com/", "block http://plain.example.com"],
    ["ws://plain.example.com/", "block http://plain.example.com"],
    ["https://plain.example.com/", "allowed"],
    ["https://secure.example/", "allowed"],
    ["wss://secure.example/", "allowed"],
    ["http://secure.example/", "allow"],
    ["https://ports.example:8443/", "allowed"],
    ["https://ports.example/", "allow"],
    ["https://xn--bcher-kva.example/", "allowed"],
    ["https://BÜCHER.example/", "allowed"],
    ["https://9.9.9.8/", "allowed"],
    ["https://0x09.9.9.8/", "allowed"],
    ["https://9.9.9.9/", "block 9.9.9.9"],
    ["https://9.9.10.1/", "allow"],
  ])("judge %s: %s", (url, verdict) => {
    expect(verdictOf(url, options)).toBe(verdict);
  });

  it("allow nothing where the list of allowed hosts is empty", () => {
    expect(createUrlPolicy({ allow: [] }).check("https://example.com/")).toEqual({
      allowed: false,
      rule: "allow",
      reason: "The host example.com (port 443) is not on the list of allowed hosts.",
    });
  });

  it("hold a blocked address against what a name was resolved to", () => {
    const policy = createUrlPolicy({ block: ["9.9.9.0/24"] });
    expect(policy.checkHost("a.example", 443)).toEqual({ allowed: true });
    expect(policy.checkAddress("9.9.9.9", "a.example", 443)).toEqual({
      allowed: false,
      rule: "block 9.9.9.0/24",
      reason: "The host a.example is blocked.",
    });
    expect(policy.checkAddress("64:ff9b::9.9.9.9", "a.example", 443).allowed).toBe(false);
    expect(policy.checkAddress("nonsense", "a.example", 443)).toMatchObject({ rule: "invalid-address" });
  });

  it("leave a rule of one scheme open until the scheme of a tunnel is known", () => {
    const policy = createUrlPolicy({ allow: ["https://a.example"] });
    expect(policy.checkHost("a.example", 443).allowed).toBe(true);
    expect(policy.checkHost("a.example", 443, "http").allowed).toBe(false);
    const blocking = createUrlPolicy({ block: ["http://b.example"] });
    expect(blocking.checkHost("b.example", 80).allowed).toBe(true);
    expect(blocking.checkHost("b.example", 80, "https").allowed).toBe(true);
    expect(blocking.checkHost("b.example", 80, "http").allowed).toBe(false);
  });
});

describe("privateAddresses", () => {
  it.each([
    [["127.0.0.1:8080"], "127.0.0.1", "localhost", 8080, true],
    [["127.0.0.1:8080"], "127.0.0.1", "localhost", 8081, false],
    [["127.0.0.1"], "::ffff:127.0.0.1", "any.example", 1, true],
    [["10.0.0.0/8"], "10.255.0.1", "any.example", 80, true],
    [["10.0.0.0/8:8080"], "10.255.0.1", "any.example", 80, false],
    [["10.0.0.0/8"], "11.0.0.1", "any.example", 80, true],
    [["10.0.0.0/8"], "192.168.0.1", "any.example", 80, false],
    [["10.0.0.0/8"], "64:ff9b::10.0.0.1", "any.example", 80, true],
    [["fd00::/8"], "fd12::1", "any.example", 80, true],
    [["localhost"], "127.0.0.1", "localhost", 80, true],
    [["localhost"], "127.0.0.1", "evil.example", 80, false],
    [["*.corp.example:8443"], "10.0.0.1", "wiki.corp.example", 8443, true],
    [["*.corp.example"], "169.254.1.1", "wiki.corp.example", 80, false],
    [["*.corp.example"], "169.254.169.254", "wiki.corp.example", 80, false],
    [["169.254.0.0/16"], "169.254.1.1", "any.example", 80, true],
    [["169.254.0.0/16"], "169.254.169.254", "any.example", 80, false],
    [["0.0.0.0/0", "*"], "169.254.169.254", "any.example", 80, false],
    [["169.254.169.254"], "169.254.169.254", "any.example", 80, true],
    [["*"], "127.0.0.1", "any.example", 80, true],
    [["*"], "0.0.0.0", "any.example", 80, false],
  ])("%j: %s of %s at %d is allowed: %s", (privateAddresses, address, host, port, expected) => {
    expect(createUrlPolicy({ privateAddresses }).checkAddress(address, host, port).allowed).toBe(expected);
  });

  it("open nothing that is not allowed", () => {
    expect(verdictOf("http://localhost/", { allow: ["example.com"], privateAddresses: ["localhost"] })).toBe("allow");
    expect(verdictOf("http://localhost/", { block: ["localhost"], privateAddresses: ["localhost"] })).toBe(
      "block localhost",
    );
    expect(verdictOf("http://localhost/", { privateAddresses: ["127.0.0.1"] })).toBe("allowed");
    expect(verdictOf("http://localhost/", { privateAddresses: ["[::1]"] })).toBe("allowed");
  });
});

describe("data and blob URLs", () => {
  it("are parts of pages, and tabs where that is wanted", () => {
    const policy = createUrlPolicy();
    expect(policy.check("data:text/plain,x", { topLevel: false })).toEqual({ allowed: true });
    expect(policy.check("about:srcdoc", { topLevel: false })).toEqual({ allowed: true });
    expect(policy.check("file:///etc/passwd", { topLevel: false }).allowed).toBe(false);
    expect(createUrlPolicy({ topLevelData: true }).check("blob:https://a.example/1")).toEqual({ allowed: true });
  });
});
