import { describe, expect, it } from "vitest";
import { createBrowserComputer } from "../create-browser-computer.ts";
import { checkOptions } from "./check-options.ts";

describe("checkOptions", () => {
  it.each([
    [{ frame: { width: -1, height: 900 } }, "The option frame.width must be a whole number from 16 to 8192."],
    [{ frame: { width: 1440, height: Number.NaN } }, "The option frame.height must be a whole number from 16 to 8192."],
    [{ frame: { width: 1440 } }, "The option frame.height must be a whole number from 16 to 8192."],
    [
      { frame: { width: 1440, height: 900, mediaType: "image/gif" } },
      "The option frame.mediaType must be one of image/png, image/jpeg, image/webp.",
    ],
    [{ url: 5 }, "The option url must be a text that is not empty."],
    [{ headless: "no" }, "The option headless must be true or false."],
    [{ maximumTabs: 0 }, "The option maximumTabs must be a whole number from 1 to 1000."],
    [
      { settle: { maximumMilliseconds: "1" } },
      "The option settle.maximumMilliseconds must be a whole number from 0 to 600000.",
    ],
    [{ connect: {} }, 'The option connect must be { cdp: "http://HOST:PORT" } or { playwright: "ws://…" }.'],
    [{ page: {} }, "The option page must be a page of Playwright."],
    [{ policy: { check: () => true } }, "The option policy must be what createUrlPolicy gives."],
    [{ secrets: { PASSWORD: "x" } }, "The option secrets must be what createSecrets gives."],
    [{ uploads: "file" }, "The option uploads must be a list of texts."],
    [{ downloads: {} }, "The option downloads.folder must be a text that is not empty."],
    [{ permissions: { "https://a.example": "geolocation" } }, "The option permissions must be lists of texts by name."],
    [{ dialogs: "yes" }, "The option dialogs must be one of ask-model, accept, dismiss."],
    [{ signal: {} }, "The option signal must be an AbortSignal."],
    [{ executablePath: null }, "The option executablePath must be a text that is not empty."],
  ])("refuses %j in one sentence", async (options, problem) => {
    const message = `${problem} Correct it, or leave it out for its default.`;
    const creating = createBrowserComputer(options as never);
    await expect(creating).rejects.toMatchObject({ code: "invalid-option", message });
  });

  it("refuses what are no options", async () => {
    const message = "The options must be an object. Correct it, or leave it out for its default.";
    for (const options of [null, 5, "x"]) {
      await expect(createBrowserComputer(options as never)).rejects.toMatchObject({ code: "invalid-option", message });
    }
  });

  it("leaves alone what is left out, and what makes sense", () => {
    checkOptions({});
    checkOptions({ frame: { width: 1428, height: 896 }, url: "https://a.example", maximumTabs: 1, uploads: [] });
    checkOptions({ connect: { cdp: "http://127.0.0.1:9222" }, signal: new AbortController().signal });
  });
});
