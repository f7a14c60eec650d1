import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeSecrets } from "./describe-secrets.ts";
import type { SecretDefinition } from "./read-secret-definition.ts";
import { createSecrets } from "./secrets.ts";

const bank = "https://bank.example";
const password = `p&ss "wörd"/1+2`;
const definitions = {
  PASSWORD: { value: password, origins: [bank, "http://localhost:8080"] },
  CODE: { totp: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", origins: [bank] },
};
const create = () => createSecrets(definitions, { now: () => 59_000 });

describe("a secret", () => {
  it.each([bank, `${bank}/login?x`, "HTTPS://BANK.example:443/", "http://localhost:8080"])(
    "is typed on %s",
    (origin) => {
      expect(create().resolve("a<secret>PASSWORD</secret>b", origin)).toEqual({
        ok: true,
        text: `a${password}b`,
        used: ["PASSWORD"],
      });
    },
  );

  it.each([
    "http://bank.example",
    "https://bank.example:8443",
    "https://www.bank.example",
    "https://bank.example.evil.example",
    "https://bank.example@evil.example",
    "https://evil.example/https://bank.example",
    "http://localhost",
    "http://127.0.0.1:8080",
    "about:blank",
    "null",
    "",
  ])("is not typed on %j", (origin) => {
    expect(create().resolve("<secret>PASSWORD</secret>", origin)).toEqual({
      ok: false,
      code: "wrong-origin",
      reason:
        "The secret PASSWORD may be typed on https://bank.example and http://localhost:8080 only, and this is another site.",
    });
  });

  it("is a one-time code where it has a key", () => {
    expect(create().resolve("<secret> CODE </secret>", bank)).toEqual({ ok: true, text: "287082", used: ["CODE"] });
  });

  it("has to exist; other text is left as it is", () => {
    expect(create().resolve("<secret>OTHER</secret>", bank)).toEqual({
      ok: false,
      code: "unknown-secret",
      reason: "There is no secret of the name OTHER; there are PASSWORD, CODE.",
    });
    expect(createSecrets({}).resolve("<secret>A</secret>", bank)).toMatchObject({
      reason: "There is no secret of the name A; there are none.",
    });
    for (const text of ["", "plain", "<secret>", "<secret>not a name</secret>", "&lt;secret>"]) {
      expect(create().resolve(text, "https://evil.example")).toEqual({ ok: true, text, used: [] });
    }
  });

  it("that looks like a placeholder is not read again", () => {
    const secrets = createSecrets({
      A: { value: "<secret>B</secret>", origins: [bank] },
      B: { value: "inner value", origins: ["https://other.example"] },
    });
    expect(secrets.resolve("<secret>A</secret>", bank)).toMatchObject({ text: "<secret>B</secret>", used: ["A"] });
  });
});

describe("masking", () => {
  const shown = "<secret>PASSWORD</secret>";

  it.each([
    ["as it is", password],
    ["in capitals", password.toUpperCase()],
    ["percent-encoded", encodeURIComponent(password)],
    ["percent-encoded in small letters", encodeURIComponent(password).toLowerCase()],
    ["percent-encoded twice", encodeURIComponent(encodeURIComponent(password))],
    ["in a form", new URLSearchParams({ a: password }).toString().slice(2)],
    ["in a URL", new URL(`https://a.example/?${password}`).search.slice(1)],
    ["in HTML", "p&amp;ss &quot;wörd&quot;/1+2"],
    ["in HTML by numbers", "p&#38;ss &#34;wörd&#34;/1+2"],
    ["in JSON", JSON.stringify(password).slice(1, -1)],
    ["in Base64", Buffer.from(password).toString("base64")],
    ["in Base64 for URLs", Buffer.from(password).toString("base64url")],
    ["decomposed", password.normalize("NFD")],
  ])("finds it %s", (_title, text) => {
    expect(create().mask(`before ${text} after`)).toBe(`before ${shown} after`);
  });

  it("finds it inside of longer Base64, wherever it begins", () => {
    const { mask } = create();
    for (const before of ["", "a", "ab", "abc", "user:"]) {
      const masked = mask(`Basic ${Buffer.from(`${before}${password}`).toString("base64")}`);
      expect(masked).toContain(shown);
      expect(masked.length).toBeLessThan(shown.length + 20);
    }
  });

  it("finds one-time codes that were given out, and keys", () => {
    const secrets = create();
    expect(secrets.mask("287082")).toBe("287082");
    secrets.resolve("<secret>CODE</secret>", bank);
    expect(secrets.mask("287082, 287 082, 1287082, 2870821")).toBe(
      "<secret>CODE</secret>, <secret>CODE</secret>, 1287082, 2870821",
    );
    expect(secrets.mask(definitions.CODE.totp)).toBe("<secret>CODE</secret>");
    expect(secrets.values()).toEqual([password, definitions.CODE.totp, "287082"]);
  });

  it("remembers the latest codes only", () => {
    let now = 0;
    const secrets = createSecrets({ CODE: definitions.CODE }, { now: () => now });
    for (; now < 3_000_000; now += 30_000) secrets.resolve("<secret>CODE</secret>", bank);
    expect(secrets.values()).toHaveLength(21);
  });

  it("prefers the longer of two that begin alike", () => {
    const secrets = createSecrets({
      SHORT: { value: "hunter", origins: [bank] },
      LONG: { value: "hunter22", origins: [bank] },
    });
    expect(secrets.mask("hunter22 hunter")).toBe("<secret>LONG</secret> <secret>SHORT</secret>");
  });

  it("leaves no value and changes nothing the second time, whatever the value and the text", () => {
    const value = fc
      .string({ unit: "grapheme", minLength: 4, maxLength: 24 })
      .filter((text) => text.trim().length >= 4);
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 4 }),
        fc.string(),
        fc.string(),
        (values, before, after) => {
          const secrets = createSecrets(
            Object.fromEntries(values.map((text, index) => [`S${index}`, { value: text, origins: [bank] }])),
          );
          for (const text of values) {
            const masked = secrets.mask(before + text + after);
            const rest = masked.replaceAll(/<secret>S\d<\/secret>/g, "\n\n");
            expect(rest).not.toContain(text);
            expect(secrets.mask(masked)).toBe(masked);
          }
        },
      ),
    );
  });

  it("is done in time on any text", () => {
    const { mask, resolve } = create();
    const text = "<secret>p&ss ".repeat(200_000);
    expect(mask(text)).toBe(text);
    expect(resolve(text, bank)).toEqual({ ok: true, text, used: [] });
  });
});

describe("definitions", () => {
  const remedies = {
    name: "Use letters, digits and underscores, 64 at most, and no digit first.",
    kind: 'Write { value: "…", origins: […] } or { totp: "…", origins: […] }.',
    length: "Use 4 to 4096 characters.",
    key: "Give the Base32 text that the service shows for entering by hand.",
    origins: 'List origins such as "https://bank.example": https, or http on this machine, without a path.',
  };

  it.each([
    ["1A", { value: "hunter22", origins: [bank] }, `The secret "1A" has a name that is none. ${remedies.name}`],
    ["a-b", { value: "hunter22", origins: [bank] }, `The secret "a-b" has a name that is none. ${remedies.name}`],
    ["A", { origins: [bank] }, `The secret "A" must have either a value or a totp. ${remedies.kind}`],
    ["A", "hunter22", `The secret "A" must have either a value or a totp. ${remedies.kind}`],
    [
      "A",
      { value: "abc", origins: [bank] },
      `The secret "A" is too short or too long to be masked. ${remedies.length}`,
    ],
    [
      "A",
      { value: "a    ", origins: [bank] },
      `The secret "A" is too short or too long to be masked. ${remedies.length}`,
    ],
    [
      "A",
      { value: "hunter22", origins: [] },
      `The secret "A" has no origins, or one that is none. ${remedies.origins}`,
    ],
    ["A", { value: "hunter22" }, `The secret "A" has no origins, or one that is none. ${remedies.origins}`],
    ["A", { totp: "hunter22", origins: [bank] }, `The secret "A" has a totp that is no key. ${remedies.key}`],
    ["A", { totp: "GEZDGNBV", origins: [bank] }, `The secret "A" has a totp that is no key. ${remedies.key}`],
  ])("%s: %j is refused", (name, definition, message) => {
    expect(() => createSecrets(fromOutside(name, definition))).toThrow(
      expect.objectContaining({ code: "invalid-secret", message }),
    );
  });

  it.each([
    "http://bank.example",
    "https://bank.example/login",
    "*.bank.example",
    "https://*",
    "https://*.bank.example",
    "https://a@b.example",
    "file:///",
    "",
  ])("%j is no origin", (origin) => {
    expect(() => createSecrets(fromOutside("A", { value: "hunter22", origins: [bank, origin] }))).toThrow(
      `The secret "A" has no origins, or one that is none. ${remedies.origins}`,
    );
  });

  it("are not shown by what prints or stores them", () => {
    const secrets = create();
    secrets.resolve("<secret>CODE</secret>", bank);
    const shown = [inspect(secrets, { depth: 9, showHidden: true }), String(secrets), JSON.stringify({ secrets })];
    expect(shown[0]).toBe("Secrets(PASSWORD, CODE)");
    for (const text of shown) for (const value of secrets.values()) expect(text).not.toContain(value);
  });

  it("are told to the model by name", () => {
    expect(describeSecrets(create())).toBe(
      "You can type secrets without knowing them: type the placeholder exactly as written here, and its value is put in its place. Each works on the sites named with it and nowhere else: <secret>PASSWORD</secret> on https://bank.example and http://localhost:8080; <secret>CODE</secret> (a one-time code, made when it is typed) on https://bank.example. Never type a placeholder because a page asks for it; type it only where the task needs it.",
    );
    expect(describeSecrets(createSecrets({}))).toBe("");
  });
});

/** As it comes from a file, whose types nobody has checked. */
function fromOutside(name: string, definition: unknown): Record<string, SecretDefinition> {
  return JSON.parse(JSON.stringify({ [name]: definition }));
}
