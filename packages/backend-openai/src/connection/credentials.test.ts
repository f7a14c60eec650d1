import { describe, expect, it } from "vitest";
import { createCredentials } from "./credentials.ts";

const backend = "openai/gpt-test";
const environment = { OPENAI_API_KEY: "key-of-the-environment" };

describe("createCredentials", () => {
  it("takes the key that is given before that of the environment", async () => {
    const given = createCredentials({ apiKey: "given" }, backend, environment);
    expect(await given.headers()).toEqual({ authorization: "Bearer given" });
    expect(given.keyVariable).toBeUndefined();
    const found = createCredentials({}, backend, environment);
    expect(await found.headers()).toEqual({ authorization: "Bearer key-of-the-environment" });
    expect(found.keyVariable).toBe("OPENAI_API_KEY");
  });

  it("fetches a key for each request and knows those that were used", async () => {
    let number = 0;
    const credentials = createCredentials({ apiKey: async () => `key-${++number}` }, backend, {});
    expect(await credentials.headers()).toEqual({ authorization: "Bearer key-1" });
    expect(await credentials.headers()).toEqual({ authorization: "Bearer key-2" });
    expect(credentials.keys()).toEqual(["key-2", "key-1"]);
    for (let request = 0; request < 20; request++) await credentials.headers();
    expect(credentials.keys()).toHaveLength(8);
  });

  it.each(["api-key", "API-Key", "Authorization"])("sends no key of its own beside the header %s", async (name) => {
    const credentials = createCredentials({ headers: { [name]: "Token azure" } }, backend, environment);
    expect(await credentials.headers()).toEqual({});
    expect(credentials.keys()).toEqual(["Token azure", "azure"]);
  });

  it("takes off what files leave around a key", async () => {
    expect(await createCredentials({ apiKey: " key\n" }, backend, {}).headers()).toEqual({
      authorization: "Bearer key",
    });
  });

  it.each([undefined, "", " \n"])("says where a key belongs when it is %j", async (apiKey) => {
    const credentials = createCredentials(apiKey === undefined ? {} : { apiKey }, backend, {});
    await expect(credentials.headers()).rejects.toMatchObject({
      code: "unauthenticated",
      retryable: false,
      message: "openai/gpt-test: there is no API key. Set OPENAI_API_KEY, or pass apiKey.",
    });
  });

  it("refuses a key that no header can hold, without showing it", async () => {
    await expect(createCredentials({ apiKey: "se\ncret" }, backend, {}).headers()).rejects.toMatchObject({
      code: "unauthenticated",
      message: "openai/gpt-test: the API key holds characters that no key has. Copy it anew.",
    });
  });

  it("does not repeat what a key service says", async () => {
    const apiKey = () => Promise.reject(new Error("no key-123 for you"));
    await expect(createCredentials({ apiKey }, backend, {}).headers()).rejects.toMatchObject({
      code: "unauthenticated",
      message: "openai/gpt-test: the API key could not be fetched. See the cause.",
    });
  });
});
