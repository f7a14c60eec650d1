import { describe, expect, it } from "vitest";
import { type CredentialOptions, createCredentials } from "./credentials.ts";

const environment = { variable: "OPENAI_API_KEY", read: () => "key-of-the-environment" as string | undefined };
const empty = { ...environment, read: () => undefined };

const create = (options: Partial<CredentialOptions> = {}) =>
  createCredentials({ backend: "openai/gpt-test", baseURL: "https://api.example/v1", environment: empty, ...options });

describe("createCredentials", () => {
  it("takes the key that is given before that of the environment", async () => {
    const given = create({ apiKey: "given", environment });
    expect(await given.headers()).toEqual({ authorization: "Bearer given" });
    expect(given.keyVariable).toBeUndefined();
    const found = create({ environment });
    expect(await found.headers()).toEqual({ authorization: "Bearer key-of-the-environment" });
    expect(found.keyVariable).toBe("OPENAI_API_KEY");
  });

  it("fetches a key for each request and knows those that were used", async () => {
    let number = 0;
    const credentials = create({ apiKey: async () => `key-${++number}` });
    expect(await credentials.headers()).toEqual({ authorization: "Bearer key-1" });
    expect(await credentials.headers()).toEqual({ authorization: "Bearer key-2" });
    expect(credentials.keys()).toEqual(["key-2", "key-1"]);
    for (let request = 0; request < 20; request++) await credentials.headers();
    expect(credentials.keys()).toHaveLength(8);
  });

  it.each(["api-key", "API-Key", "Authorization"])("sends no key of its own beside the header %s", async (name) => {
    const credentials = create({ headers: { [name]: "Token azure" }, environment });
    expect(await credentials.headers()).toEqual({});
    expect(credentials.keys()).toEqual(["Token azure", "azure"]);
  });

  it("knows every value of a header, and login and query of the address, as what no error may show", () => {
    const headers = { "x-title": "My app" };
    const credentials = create({ headers, baseURL: "https://me:pass@api.example/v1?sig=query" });
    expect(credentials.keys()).toEqual(["My app", "me", "pass", "query"]);
  });

  it.each([" key\n", async () => " key\n", () => "key"])("takes off what files leave around a key", async (apiKey) => {
    expect(await create({ apiKey }).headers()).toEqual({ authorization: "Bearer key" });
  });

  it.each([undefined, "", " \n"])("says where a key belongs when it is %j", async (apiKey) => {
    await expect(create({ apiKey }).headers()).rejects.toMatchObject({
      code: "unauthenticated",
      retryable: false,
      message: "openai/gpt-test: there is no API key. Set OPENAI_API_KEY, or pass apiKey.",
    });
  });

  it.each([undefined, "", " \n"])("does without a key where none is needed and it is %j", async (apiKey) => {
    const credentials = create({ apiKey, environment: undefined });
    expect(await credentials.headers()).toEqual({});
    expect(credentials.keyVariable).toBeUndefined();
  });

  it.each(["se\ncret", "se cret", "s\u00e9cret", "\u{1f511}", "a\0b"])(
    "refuses the key %j, which no header can hold, without showing it",
    async (apiKey) => {
      for (const given of [apiKey, async () => apiKey]) {
        await expect(create({ apiKey: given }).headers()).rejects.toMatchObject({
          code: "unauthenticated",
          retryable: false,
          message: "openai/gpt-test: the API key holds characters that no key has. Copy it anew.",
        });
      }
    },
  );

  it.each([
    () => Promise.reject(new Error("no key-123 for you")),
    () => {
      throw new Error("no key-123 for you");
    },
  ])("does not repeat what a key service says", async (apiKey) => {
    await expect(create({ apiKey }).headers()).rejects.toMatchObject({
      code: "unauthenticated",
      retryable: false,
      message: "openai/gpt-test: the API key could not be fetched. See the cause.",
    });
  });

  it.each([undefined, null, "", " \n", 5, {}])("takes a function that gives %j for one without a key", async (key) => {
    const apiKey = (async () => key) as () => Promise<string>;
    for (const settings of [{ environment }, { environment: undefined }, { headers: { "api-key": "azure" } }]) {
      await expect(create({ apiKey, ...settings }).headers()).rejects.toMatchObject({
        code: "unauthenticated",
        retryable: false,
        message: "openai/gpt-test: the function for the API key gave none. Have it give the key as text.",
      });
    }
  });

  it.each([5, true, {}, []])("refuses %j as a key", (apiKey) => {
    const given: CredentialOptions["apiKey"] = JSON.parse(JSON.stringify(apiKey));
    expect(() => create({ apiKey: given })).toThrow(
      expect.objectContaining({
        code: "invalid-option",
        message: "apiKey is neither text nor a function. Pass the key, or a function that fetches it.",
      }),
    );
  });

  it("refuses headers that HTTP does not take", () => {
    expect(() => create({ headers: { "x-key": "a\nb" } })).toThrow(
      expect.objectContaining({ code: "invalid-option", message: expect.stringContaining("The header x-key holds") }),
    );
  });
});
