import { describe, expect, it } from "vitest";
import type { OpenaiSettings } from "./openai-settings.ts";
import { resolveSettings } from "./resolve-settings.ts";

const resolve = (settings: Partial<OpenaiSettings>, environment = {}) =>
  resolveSettings({ model: "gpt-test", ...settings }, environment);

describe("resolveSettings", () => {
  it.each([
    [undefined, "openai/gpt-test"],
    ["https://api.openai.com/v1/", "openai/gpt-test"],
    ["https://eu.api.openai.com/v1", "openai/gpt-test"],
    ["https://mine.openai.azure.com/openai/v1", "azure-openai/gpt-test"],
    ["https://mine.services.ai.azure.com/openai/v1", "azure-openai/gpt-test"],
    ["http://localhost:8000/v1", "openai@localhost:8000/gpt-test"],
    ["https://api.openai.com.example.org/v1", "openai@api.openai.com.example.org/gpt-test"],
    ["https://evilopenai.azure.com.example.org", "openai@evilopenai.azure.com.example.org/gpt-test"],
  ])("names the backend at %s %s", (baseURL, name) => {
    expect(resolve(baseURL === undefined ? {} : { baseURL }).name).toBe(name);
  });

  it("makes the origin of opaque items from what they are bound to", () => {
    const { origin } = resolve({ baseURL: "https://Example.com/v1/?key=secret", organization: "org" });
    expect(origin).toBe("openai@example.com|https://example.com/v1|org|gpt-test");
  });

  it("reads address and organisation from the environment", () => {
    const environment = { OPENAI_BASE_URL: "http://localhost:1/v1", OPENAI_ORG_ID: "org-env" };
    expect(resolve({}, environment).origin).toBe("openai@localhost:1|http://localhost:1/v1|org-env|gpt-test");
    expect(resolve({ organization: "org" }, environment).origin).toContain("|org|");
    expect(resolve({}, { OPENAI_BASE_URL: "" }).baseURL).toBe("https://api.openai.com/v1");
  });

  it.each<[object, string]>([
    [{ model: "" }, "model is empty. Name the model, e.g. gpt-5."],
    [{ model: undefined }, "model is no text. Name the model, e.g. gpt-5."],
    [{ model: 5 }, "model is no text. Name the model, e.g. gpt-5."],
    [{ model: "gpt\n5" }, "model holds control characters. Name the model, e.g. gpt-5."],
    [{ store: "no" }, "store must be true or false. Leave it out for false."],
    [{ store: null }, "store must be true or false. Leave it out for false."],
    [
      { timeoutMilliseconds: "100" },
      "timeoutMilliseconds must be more than zero and at most 2,147,483,647. Leave it out for ten minutes.",
    ],
    [
      { timeoutMilliseconds: Number.NaN },
      "timeoutMilliseconds must be more than zero and at most 2,147,483,647. Leave it out for ten minutes.",
    ],
    [{ retries: 5 }, "retries must be an object. Leave it out for the default."],
    [{ organization: "org\nx" }, "organization holds characters that HTTP does not take. Copy it anew."],
    [{ project: 7 }, "project is no text. Leave it out for that of the environment."],
    [{ fetch: "x" }, "fetch must be a function. Leave it out for the global one."],
    [{ compaction: 5 }, "compaction must be an object. Leave it out for the default."],
    [{ baseURL: "api.openai.com" }, "baseURL is no http or https address. Give it the form https://api.openai.com/v1."],
    [{ baseURL: "ftp://x" }, "baseURL is no http or https address. Give it the form https://api.openai.com/v1."],
    [{ baseURL: "https://a:b@x/v1" }, "baseURL holds a login. Put it into headers, as authorization."],
    [
      { timeoutMilliseconds: 0 },
      "timeoutMilliseconds must be more than zero and at most 2,147,483,647. Leave it out for ten minutes.",
    ],
    [
      { timeoutMilliseconds: Number.POSITIVE_INFINITY },
      "timeoutMilliseconds must be more than zero and at most 2,147,483,647. Leave it out for ten minutes.",
    ],
    [
      { compaction: { mode: JSON.parse('"magic"') } },
      "compaction.mode is not known. Use one of auto, endpoint, server, trigger, off.",
    ],
    [
      { compaction: { mode: "server" } },
      "The compaction mode server needs compaction.serverThreshold. Take some eight tenths of the model's window.",
    ],
    [
      { compaction: { serverThreshold: 999 } },
      "compaction.serverThreshold must be a whole number of tokens, at least 1,000. Take some eight tenths of the model's window.",
    ],
    [
      { compaction: { retainUserTokens: -1 } },
      "compaction.retainUserTokens must be zero or more. Leave it out for the default.",
    ],
    [{ retries: { maximumRetries: -1 } }, "maximumRetries must be zero or more. Leave it out for the default."],
  ])("refuses %j", (settings, message) => {
    expect(() => resolve(settings as Partial<OpenaiSettings>)).toThrow(
      expect.objectContaining({ code: "invalid-option", message }),
    );
  });
});
