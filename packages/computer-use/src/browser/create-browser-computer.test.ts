import { expect, it } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { createUrlPolicy } from "../policy/url-policy.ts";
import { createBrowserComputer } from "./create-browser-computer.ts";

it("refuses a first page that is not public before it starts a browser, and says which option lets it be reached", async () => {
  const policy = createUrlPolicy({ allow: ["127.0.0.1:8080"] });
  await expect(createBrowserComputer({ url: "http://127.0.0.1:8080/", policy })).rejects.toMatchObject({
    code: "invalid-option",
    message:
      "The first page cannot be opened: The address 127.0.0.1 (port 8080) is not public. " +
      "Give another `url`, or let the policy reach it: `allow`, and `privateAddresses` where it is not public.",
  });
});

describeWith("chromium", "a first page", () => {
  it("that does not open is told of with the first observation", async () => {
    const policy = createUrlPolicy({ privateAddresses: ["127.0.0.1"] });
    const computer = await createBrowserComputer({ url: "http://127.0.0.1:9/", policy });
    try {
      expect((await computer.observe()).notices).toContain("The first page, at 127.0.0.1:9, did not open.");
    } finally {
      await computer.close();
    }
  });
});
