import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createUrlPolicy } from "./url-policy.ts";

describe("however an address is written", () => {
  const number = (text: string, base: number) => text.split(".").reduce((sum, part) => sum * base + Number(part), 0);
  const part = (value: number) =>
    fc.constantFrom(
      String(value),
      `0x${value.toString(16)}`,
      `0X${value.toString(16)}`,
      `0${value.toString(8)}`,
      `000${value.toString(8)}`,
    );
  const wide = (text: string) => text.replace(/[0-9]/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  const spelling = (address: string): fc.Arbitrary<string> => {
    const [a = 0, b = 0, c = 0, d = 0] = address.split(".").map(Number);
    const whole = number(address, 256);
    const hex = (high: number, low: number) => (high * 256 + low).toString(16);
    return fc.oneof(
      fc.tuple(part(a), part(b), part(c), part(d)).map((parts) => parts.join(".")),
      fc.tuple(part(a), part(b), part(c * 256 + d)).map((parts) => parts.join(".")),
      fc.tuple(part(a), part(b * 65_536 + c * 256 + d)).map((parts) => parts.join(".")),
      part(whole),
      fc.constantFrom(
        `${address}.`,
        wide(address),
        address.replaceAll(".", "。"),
        address.replaceAll(".", "%2e"),
        `[::ffff:${address}]`,
        `[::FFFF:${hex(a, b)}:${hex(c, d)}]`,
        `[0:0:0:0:0:ffff:${hex(a, b)}:${hex(c, d)}]`,
        `[64:ff9b::${hex(a, b)}:${hex(c, d)}]`,
        `[2002:${hex(a, b)}:${hex(c, d)}::1]`,
        `[::${hex(a, b)}:${hex(c, d)}]`,
      ),
    );
  };

  it("it is refused where it is blocked, private or a cloud's", () => {
    const policy = createUrlPolicy({ block: ["9.9.9.9"] });
    const addresses = fc.constantFrom(
      "9.9.9.9",
      "127.0.0.1",
      "10.11.12.13",
      "192.168.1.1",
      "169.254.169.254",
      "100.64.3.2",
    );
    const urls = addresses.chain((address) =>
      fc
        .tuple(
          spelling(address),
          fc.constantFrom("http:", "HTTPS:", "ws:"),
          fc.constantFrom("//", "\\\\", "/\\", "///"),
          fc.constantFrom("", ":8080", ":080"),
        )
        .map(([host, scheme, slashes, port]) => `${scheme}${slashes}${host}${port}/x?y`),
    );
    fc.assert(
      fc.property(urls, (url) => !policy.check(url).allowed),
      { numRuns: 1_000 },
    );
  });

  it("nothing that is thrown at a policy makes it throw", () => {
    const policy = createUrlPolicy({ allow: ["*.example.com"], block: ["9.9.9.9"] });
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 0xffff })), fc.integer(), (units, port) => {
        const text = String.fromCharCode(...units);
        policy.check(text);
        policy.check(`https://${text}`);
        policy.checkHost(text, port);
        policy.checkAddress(text, text, port);
      }),
      { numRuns: 1_000 },
    );
  });

  it("only hosts below an allowed one are allowed, whatever stands around it", () => {
    const policy = createUrlPolicy({ allow: ["*.example.com"] });
    const piece = fc.stringMatching(/^[a-z0-9@:/\\?#.%[\]-]{0,12}$/);
    fc.assert(
      fc.property(piece, piece, (before, after) => {
        const text = `https://${before}example.com${after}`;
        const host = URL.parse(text)?.hostname.replace(/\.$/, "");
        if (policy.check(text).allowed) expect(host).toMatch(/\.example\.com$/);
      }),
      { numRuns: 1_000 },
    );
  });
});
