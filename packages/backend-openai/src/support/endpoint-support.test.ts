import { describe, expect, it } from "vitest";
import { createEndpointSupport } from "./endpoint-support.ts";

const url = "https://example.com/v1";

describe("createEndpointSupport", () => {
  it("knows nothing at first", () => {
    expect(createEndpointSupport().stateOf(url, "m", "endpoint")).toBe("unknown");
  });

  it("remembers for each address and model, however the address is written", () => {
    const support = createEndpointSupport();
    support.record("https://EXAMPLE.com/v1/", "m", "endpoint", "unsupported");
    expect(support.stateOf(url, "m", "endpoint")).toBe("unsupported");
    expect(support.stateOf(url, "m", "trigger")).toBe("unknown");
    expect(support.stateOf(url, "other", "endpoint")).toBe("unknown");
    expect(support.stateOf("https://example.com/v2", "m", "endpoint")).toBe("unknown");
  });

  it("takes what failed for unknown again after a while, and nothing else", () => {
    let time = 0;
    const support = createEndpointSupport({ failingMilliseconds: 1_000, now: () => time });
    support.record(url, "m", "endpoint", "failing");
    support.record(url, "m", "trigger", "unsupported");
    time = 999;
    expect(support.stateOf(url, "m", "endpoint")).toBe("failing");
    time = 1_000;
    expect(support.stateOf(url, "m", "endpoint")).toBe("unknown");
    expect(support.stateOf(url, "m", "trigger")).toBe("unsupported");
  });

  it("forgets a model, an address, or everything", () => {
    const support = createEndpointSupport();
    const pairs = [
      [url, "a"],
      [url, "b"],
      ["https://other.com", "a"],
    ] as const;
    const known = () => pairs.map(([address, model]) => support.stateOf(address, model, "server"));
    for (const [address, model] of pairs) support.record(address, model, "server", "supported");
    support.forget(url, "a");
    expect(known()).toEqual(["unknown", "supported", "supported"]);
    support.forget(`${url}/`);
    expect(known()).toEqual(["unknown", "unknown", "supported"]);
    support.forget();
    expect(known()).toEqual(["unknown", "unknown", "unknown"]);
  });
});
